import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { apk } from './apk.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as apk-tools' test/unit/version.data does", () => {
  expectOrder(apk, readFileSync(new URL('./fixtures/apk.txt', import.meta.url), 'utf8'))
})

test('orders what that table does not reach', () => {
  expectOrder(
    apk,
    `
    1.2_alpha < 1.2_alpha1 < 1.2_beta < 1.2_pre < 1.2_rc < 1.2_rc-r1 < 1.2 < 1.2-r0 < 1.2-r1 < 1.2-r10
    1.2 < 1.2-r5 < 1.2~abc < 1.2_cvs < 1.2_svn < 1.2_git < 1.2_hg < 1.2_p < 1.2_p1 < 1.2a < 1.2b < 1.2.0 < 1.2.1 < 1.2.10
    1.2_p < 1.2_p-r1 < 1.2_p1
    `,
  )
})

test('takes and refuses what apk does', () => {
  const valid = [
    '1.2',
    '0.1_pre2',
    '0.1_pre2~1234abcd',
    '0.1_p1_pre2',
    '0.1_alpha1_pre2',
    '0.1_git20240101_pre1',
  ]
  expect(valid.filter((text) => !apk.parse(text))).toEqual([])
  expectRefused(apk, [
    ...['', '0.1bc', '0.1bc1', '0.1a1', '0.1a.1', '0.1_pre2~', '0.1_pre2~1234xbcd', '0.1_pre2~1234abcd_pre1'],
    ...[
      '0.1_pre2-r1~1234xbcd',
      '0.1_foobar',
      '0.1_foobar1',
      '0.1-pre1.1',
      '0.1-r',
      '0.1-r2_pre1',
      '0.1-r2_p3_pre1',
    ],
    ...['0.1-r2-r3', '0.1-r2.1', '.1', 'a', '_pre1', '-r1', '0.1_', '0.1_-r0', '0.1__alpha', '0.1_1_alpha'],
  ])
})

test.each([
  ['1.2.3_rc1-r0', [1, 2, 3], true],
  ['1.2.3_p1-r0', [1, 2, 3], false],
  ['20240101-r2', [20240101], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = apk.parse(text)
  if (!version) throw new Error(text)
  expect([apk.release(version), apk.isPrerelease(version)]).toEqual([release, isPrerelease])
})
