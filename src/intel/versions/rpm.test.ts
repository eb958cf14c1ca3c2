import { expect, test } from 'vitest'
import { rpm } from './rpm.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as rpm's tests/rpmvercmp.at does", () => {
  expectOrder(
    rpm,
    `
    1.0 = 1.0 < 2.0 < 2.0.1 < 2.0.1a
    5.5p1 < 5.5p2 < 5.5p10 < 5.6p1 < 6.5p1
    10xyz < 10.1xyz
    xyz10 < xyz10.1
    xyz.4 < 8
    xyz.4 < 2
    6.0 < 6.0.rc1
    10a1 < 10a2 < 10b2
    10b2 > 10a1
    1.0a < 1.0aa
    10.0001 = 10.1 < 10.0039
    4.999.9 < 5.0
    20101121 < 20101122
    2.0 = 2_0
    a+ = a_
    +a = _a
    _+ = +_
    + = _
    1.0~rc1~git123 < 1.0~rc1 < 1.0~rc2 < 1.0
    1.0 < 1.0^ < 1.0^git1 < 1.0^git2 < 1.01
    1.0^20160101 < 1.0^20160101^git1 < 1.0^20160102 < 1.0.1
    1.0~rc1 < 1.0~rc1^git1
    1.0^git1~pre < 1.0^git1
    `,
  )
})

test('orders epochs and releases as the OSV project expects', () => {
  expectOrder(
    rpm,
    `
    0:1 < 1:1 = 01:1 < 1:2 < 3:1~1
    1~1 < 3 < 1:2
    13 < 13:5 < 14:2 < 130:5 < 177:5 < 184:2
    013:5 > 004:2 = 4:2
    1 < 1-0 < 1-1 < 1-1.el7 < 1-2 < 1-123
    1 < 1-
    1-1. = 1-1 < 1-1.a < 1-1.b < 1-1.c < 1-1.e < 1-1.1 < 1-1.2 < 1-1.3 < 1-1.4
    0:2.4.21-9.EL < 0:2.4.21-9.0.1.EL
    3.10.0-229.el7 < 0:3.10.0-229.1.2.ael7b < 3.10.0-229.1.2.el7 < 0:3.10.0-229.4.2.ael7b
    `,
  )
})

test('refuses what is none', () => {
  expectRefused(rpm, ['', ' ', '1 2', 'a:1', '1:', '<1.2', '1.1.α', '(none):1.0-1'])
})

test.each([
  ['1:2.3.4-5.el9', [2, 3, 4], false],
  ['2.0~rc1-1.fc40', [2, 0], true],
  ['2.0^20240101git-1', [2, 0], false],
  ['2.0-1~bpo1', [2, 0], false],
  ['xyz-1', undefined, false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = rpm.parse(text)
  if (!version) throw new Error(text)
  expect([rpm.release(version), rpm.isPrerelease(version)]).toEqual([release, isPrerelease])
})
