import { test } from 'vitest'
import { semverWithBuild } from './semver-with-build.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as pub_semver's version_test.dart does", () => {
  expectOrder(
    semverWithBuild,
    `
    1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0-rc.1+build.1 < 1.0.0 < 1.0.0+0.3.7 < 1.3.7+build
    1.3.7+build < 1.3.7+build.2.b8f12d7 < 1.3.7+build.11.e0f985a < 2.0.0 < 2.1.0 < 2.2.0 < 2.11.0 < 2.11.1
    01.2.3 = 1.02.3 = 1.2.03 = 1.2.3
    1.2.3-01 = 1.2.3-1
    1.2.3+01 = 1.2.3+1
    `,
  )
})

test('orders builds as the OSV project expects of Pub', () => {
  expectOrder(
    semverWithBuild,
    `
    1.0.0-pre < 1.0.0-pre+build < 1.0.0 < 1.0.0+build
    1.2.3+1 < 1.2.3+2 < 1.2.3+9 < 1.2.3+900 < 1.2.3+a < 1.2.3+a1 < 1.2.3+a2 < 1.2.3+a9 < 1.2.3+b = 1.2.3+b
    1.2.3+1z < 1.2.3+9a < 1.2.3+9d
    1.2.3-beta+build < 1.2.3-beta+otherbuild
    v1.2.3+build < 1.2.3+otherbuild
    `,
  )
})

test("orders as Julia's test/version.jl does", () => {
  expectOrder(
    semverWithBuild,
    `
    2.3.0 < 2.3.1 < 2.4.8 < 3.7.2
    0.6.0-dev < 0.6.0-dev.123 < 0.6.0-dev.unknown < 0.6.0-pre < 0.6.0
    1.2.3-pre < 1.2.3 < 1.2.3+post < 1.2.4
    2 = 2.0.0 < 3.2 = 3.2.0 < 4.3.2-1 < 4.3.2-a = 4.3.2a < 4.3.2-a.1 = 4.3.2a.1 < 4.3.2 < 4.3.2+1 < 4.3.2+a < 4.3.2+a.1
    2-1 = 2.0.0-1
    3.2+1.a = 3.2.0+1.a
    `,
  )
})

test('refuses what is none', () => {
  expectRefused(semverWithBuild, ['', '1a2b3', '1.2.3.4', '-2.3.4', '1.3+bu?!3ild'])
})
