import { expect, test } from 'vitest'
import { semver } from './semver.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test('orders as semver.org and the fixtures of node-semver do', () => {
  expectOrder(
    semver,
    `
    1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0
    1.0.0 < 1.0.1 < 1.1.0 < 2.0.0 < 2.1.0 < 2.1.1
    0.0.0-foo = v0.0.0-foo < 0.0.0 = v0.0.0 < 0.0.1 = v0.0.1 < 0.9.0 < 0.9.9 < 0.10.0 < 0.99.0 < 1.0.0 < 1.2.3 < 2.0.0
    1.2.3-4 < 1.2.3-5 < 1.2.3-4-foo < 1.2.3-5-Foo < 1.2.3-5-foo < 1.2.3-asdf < 1.2.3
    2.7.2+asdf < 3.0.0
    1.2.3-a < 1.2.3-a.5 < 1.2.3-a.10 < 1.2.3-a.b
    1.2.3-a.b.c.5.d.100 < 1.2.3-a.b.c.10.d.5
    1.2.3-R2 < 1.2.3-r100 < 1.2.3-r2
    1.2.3 = v1.2.3 = =1.2.3 = V1.2.3
    1.2.3-0 = v1.2.3-0 = =1.2.3-0
    1.2.3-beta+build = 1.2.3-beta+otherbuild = =1.2.3-beta+otherbuild
    1.2.3+build = 1.2.3+otherbuild = v1.2.3+build
    `,
  )
})

test("orders as Elixir's version_test.exs does", () => {
  expectOrder(
    semver,
    `
    0.1.2 < 1.0.0-0 < 1.0.0-a < 1.0.0-a.a < 1.0.0-a.b < 1.0.0-b < 1.0.0-dev < 1.0.0 < 1.0.1 < 1.1.0 < 1.2.2 < 1.2.3-dev < 2.1.1
    1.5.0-rc.0 < 1.5.0-rc0
    1.4.5-6.7.eight < 1.4.5-6-g3318bd5 = 1.4.5-6-g3318bd5+ignore < 1.4.5
    `,
  )
})

test('takes the short and loose forms of tags and advisories, and no commits', () => {
  expectOrder(
    semver,
    `
    v3 = 3.0.0 < v3.1 = 3.1.0 < v4
    1.2-rc1 = 1.2.0-rc1 < 1.2
    2+build = 2.0.0
    01.02.03 = 1.2.3
    1.2.3beta = 1.2.3-beta
    `,
  )
  expectRefused(semver, [
    ...[
      '',
      'main',
      'v',
      '1.2.3.4',
      '1.x',
      '1..2',
      '1.2.3 4',
      '^1.2.3',
      '>=1',
      '75b288015ac9',
      '1.2a',
      '99999999999999999999.0.0',
    ],
    '75b288015ac94e66e3d6715fb68a9b41bb046ec2',
  ])
})

test.each([
  ['1.2.3-rc.1', [1, 2, 3], true],
  ['v4', [4, 0, 0], false],
  ['1.2.3+rc.1', [1, 2, 3], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = semver.parse(text)
  if (!version) throw new Error(text)
  expect([semver.release(version), semver.isPrerelease(version)]).toEqual([release, isPrerelease])
})
