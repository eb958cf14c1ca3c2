import { expect, test } from 'vitest'
import { conan } from './conan.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as Conan's test_version_comparison.py does", () => {
  expectOrder(
    conan,
    `
    1 < 2
    1.0 < 1.1
    1.0.2 < 1.1.0
    1.3 < 1.22
    1.1.3 < 1.1.22
    1.1.1.3 < 1.1.1.22
    1.1.1.1.3 < 1.1.1.1.22
    1.0 < 2
    1.2 < 1.2.3 < 1.2.3.2 < 1.3.1
    1.0.2 < 1.1
    1.2.3 < 1.11
    1.2.2.2 < 1.2.3
    4 < 4.0.0.1 < 4.0.1
    1.1.a < 1.1.b
    1.1.1.abc < 1.1.1.abz
    a.b.c < b.c
    1.1 < 1.a
    1.1 < 1.1a
    1.1 < 1.1.a < 1.2
    1.1 < 1.1+b1 < 1.1+b2 < 1.2
    1.1+b.3 < 1.1+b.22
    1.1-pre1 < 1.1-pre2
    1.1-alpha.1 < 1.1-alpha.3 < 1.1-alpha.3+b1 < 1.1-alpha.3+b2 < 1.1-alpha.22 < 1.1.0 = 1.1 < 1.2-alpha1
    1.0.0- < 1.0.0-alpha1
    1.1.9 < 1.2-rc1 < 1.2.0
    1.2-alpha < 1.2 = 1.2.0 < 1.2.1-dev < 1.2.1 < 1.2.2 < 1.3-alpha < 1.3
    0.0.1-3 < 0.0.1-3-1 < 0.0.1-4 < 0.0.1
    1.1-pre.1 < 1.1-pre.1+b.1 < 1.1-pre.1+b.2 < 1.1+b.1 < 1.2-pre.1+b.2
    1.0.0-+2 < 1.0.0+1 < 1.0.0+2
    cci.20230101 < cci.20240101
    4.0.0+abc < 4.0.0+xyz
    1 = 1.0 = 1.0.0 = 1.0.0.0
    1-pre1 = 1.0-pre1 = 1.0.0-pre1 = 1.0-pre1.0
    1-pre1+b1 = 1.0-pre1+b1 = 1.0.0-pre1+b1
    1+b1 = 1.0+b1 = 1.0+b1.0 = 1.0.0+b1
    1.9 < 1.1_0 = 1.10 < 1.0_11
    1 = 1.0_0
    `,
  )
})

test('refuses what is no version but a range or prose', () => {
  expectRefused(conan, ['', '1 2', '[>=1.0]', '^1.2', '1.*', '1.0@user', '1.0#revision'])
})

test.each([
  ['1.2.3-rc1', [1, 2, 3], true],
  ['3', [3], false],
  ['1.1.1w', [1, 1, 1], false],
  ['9e', [9], false],
  ['cci.20230101', undefined, false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = conan.parse(text)
  if (!version) throw new Error(text)
  expect([conan.release(version), conan.isPrerelease(version)]).toEqual([release, isPrerelease])
})
