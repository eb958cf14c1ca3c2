import { expect, test } from 'vitest'
import { dpkg } from './dpkg.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as dpkg's scripts/t/Dpkg_Version.t does", () => {
  expectOrder(
    dpkg,
    `
    1.0-1 < 2.0-2
    2.2~rc-4 < 2.2-1
    1.0000-1 = 1.0-1
    1 = 0:1
    0 = 0:0-0
    2:2.5 > 1:7.5
    0:0foo = 0foo = 0foo-0 < 0foo-01
    0fo < 0foo < 1:0foo
    0foo~~ < 0foo~ < 0foo~1 < 0foo < 0foo+
    0foo-0 < 0foo+
    0foo~foo+Bar < 0foo~foo+bar
    1~ < 1
    12345+that-really-is-some-ver-0 < 12345+that-really-is-some-ver-10
    0foo.bar > 0foobar > 0foo1bar-1
    0foo.bar > 0foo1bar
    0foo.bar > 0foo0bar
    0foo2 < 0foo2.0 < 0foo2.0.0 < 0foo2.10.0
    0foo2.0 < 0foo2.10
    0foo2.1 < 0foo2.10
    1.09 = 1.9
    1.0.8+nmu1 > 1.0.8
    3.11 > 3.10+nmu1
    0.9j-20080306-4 > 0.9i-20070324-2
    1.2.0~b7-1 > 1.2.0~b6-1
    1.011-1 > 1.06-2
    0.0.9+dfsg1-1 > 0.0.8+dfsg1-3
    4.6.99+svn6582-1 > 4.6.99+svn6496-1
    53 > 52
    0.9.9~pre122-1 > 0.9.9~pre111-1
    2:2.3.2-2+lenny2 > 2:2.3.2-2
    1:3.8.1-1 > 3.8.GA-1
    1.0.1+gpl-1 > 1.0.1-2
    1a < 1000a
    0~999.999zeta < 0.0-0.0alpha0 < 0:1.0-0 < 5.0abc < 10.100.1-1 < 4:4-4
    0~999.999zeta < 0.0alpha0 < 1.0 < 4 < 5.0abc < 10.100.1
    `,
  )
})

test("orders and reads as dpkg's lib/dpkg/t/t-version.c does", () => {
  expectOrder(
    dpkg,
    `
    1-1 < 1-2 < 2-1
    0-00 = 00-0 = 0-0 < 1:0-0
    a-0 < b-0
    0-a < 0-b
    0:0-0-0 = 0-0-0
    0:0:0:0-0 = 0:0:0:0-00
    `,
  )
  expect(dpkg.parse('0:0-0-0-0')).toEqual({ epoch: 0, upstream: '0-0-0', revision: '0' })
  expect(dpkg.parse('0:0-0:0-0')).toEqual({ epoch: 0, upstream: '0-0:0', revision: '0' })
  expect(dpkg.parse('0:09azAZ.-+~:-0')).toEqual({ epoch: 0, upstream: '09azAZ.-+~:', revision: '0' })
  expect(dpkg.parse(' \t0:0-azAZ09.+~ ')).toEqual({ epoch: 0, upstream: '0', revision: 'azAZ09.+~' })
  expectRefused(dpkg, [
    ...[
      '',
      '  ',
      '0:',
      ':1.0',
      '1.0-',
      '0:0 0-1',
      '-1:0-1',
      '999999999999999999999999:0-1',
      'a:0-0',
      'A:0-0',
      '-0',
      '0:-0',
    ],
    ...[..."!#@$%&/|\\<>()[]{};,_=*^'"].flatMap((sign) => [`0:0${sign}a-0`, `0:0-${sign}`]),
    ...['0:0-0:0', '10a:5.2', '5.2@3-2'],
  ])
})

test.each([
  ['1:2.3.4+dfsg-5+deb12u1', [2, 3, 4], false],
  ['2.0~rc1-1', [2, 0], true],
  ['2.0~git20240101-1', [2, 0], true],
  ['2.0~dfsg-1~bpo12+1', [2, 0], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = dpkg.parse(text)
  if (!version) throw new Error(text)
  expect([dpkg.release(version), dpkg.isPrerelease(version)]).toEqual([release, isPrerelease])
})
