import { expect, test } from 'vitest'
import { rubygems } from './rubygems.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as RubyGems' test_gem_version.rb does", () => {
  expectOrder(
    rubygems,
    `
    1.0 = 1.0.0
    1.2.b1 = 1.2.b.1
    1.2.pre.1 = 1.2.0.pre.1.0
    1.2 < 1.3
    1.0.a < 1.0
    0.0.0 < 1.8.2
    1.8.2.a9 < 1.8.2.a10 < 1.8.2.b < 1.8.2
    1.8.2.a < 1.8.2.b
    0.0.beta < 0.beta.1 = 0.0.beta.1
    5.a < 5.0.0.rc2 < 5.x
    1.9.2.99 < 1.9.3 < 1.9.3.1
    1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0-rc.1 < 1.0.0
    1.0.0-rc1 < 1.0.0
    1.0.0-1 < 1
    1.freeze.test < 1
    `,
  )
})

test('orders as the OSV project and a published library found out by failing at it', () => {
  expectOrder(
    rubygems,
    `
    3.2 < 3.10
    1.2.4.beta < 1.2.4 < 1.3.0
    1.0.a9 = 1.0.a.9 < 1.0.a10 = 1.0.a.10 < 1.0.b.9
    0.9 < 1.0.a.2 = 1.0.a2 < 1.0.b1 < 1.0
    1.0.RC1 < 1.0.alpha < 1.0.rc1
    999999999999999999999999999991 < 999999999999999999999999999999
    `,
  )
})

test('refuses what Gem::Version refuses', () => {
  expectRefused(rubygems, [
    ...['', 'junk', '1.0\n2.0', '1..2', '1.2 3.4', '1beta', '1_0', 'v1.0'],
    '2.3422222.222.222222222.22222.ads0as.dasd0.ddd2222.2.qd3e.',
  ])
})

test.each([
  ['1.2.0.a', [1, 2, 0], true],
  ['1.1.rc10', [1, 1], true],
  ['1.A', [1], true],
  ['1-1', [1], true],
  ['22.1.50.0', [22, 1, 50, 0], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = rubygems.parse(text)
  if (!version) throw new Error(text)
  expect([rubygems.release(version), rubygems.isPrerelease(version)]).toEqual([release, isPrerelease])
})
