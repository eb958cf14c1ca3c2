import { expect, test } from 'vitest'
import { pep440 } from './pep440.ts'
import { expectOrder, expectRefused } from './test-order.ts'

/** The sorted list of pypa/packaging's test_version.py; it repeats it with an epoch of 1, which comes after all of it. */
const SORTED = `
  1.0.dev0 1.0.dev456 1.0.dev456+local 1.0a0 1.0a0.post0.dev0 1.0a0.post0 1.0a1.dev1 1.0a1.dev1+local 1.0a1 1.0a1+local 1.0b0
  1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0b2-346 1.0rc0 1.0rc1.dev1 1.0c1 1.0rc2 1.0 1.0.post0.dev0 1.0.post0
  1.0.post456.dev34 1.0.post456 1.0.post456+local 1.0.1.dev1 1.0.1a1 1.0.1 1.0.1+local 1.0.1.post1 1.1.dev1 1.2+a 1.2+abc
  1.2+abcdef 1.2+def 1.2+0 1.2+1 1.2+1.abc 1.2+1.1 1.2+1.1.0 1.2+2 1.2+123 1.2+123456 1.2.r32+123456 1.2.rev33+123456`

test("orders as pypa/packaging's test_version.py does, every two of its list", () => {
  const versions = SORTED.trim().split(/\s+/)
  const all = [...versions, ...versions.map((version) => `1!${version}`)]
  expectOrder(pep440, all.join(' < '))
  expect(all.length).toBe(92)
})

test('reads the spellings that packaging normalises', () => {
  expectOrder(
    pep440,
    `
    1.0dev = 1.0.dev = 1.0-dev = 1.0DEV = 1.0.DEV = 1.0-DEV = 1.0.dev0
    1.0dev1 = 1.0-dev1 = 1.0DEV1 = 1.0.DEV1 = 1.0-DEV1 = 1.0.dev1
    1.0a = 1.0.a = 1.0-a = 1.0alpha = 1.0.alpha = 1.0-alpha = 1.0A = 1.0.A = 1.0ALPHA = 1.0-ALPHA = 1.0a0
    1.0.a1 = 1.0-a1 = 1.0.alpha1 = 1.0-alpha1 = 1.0.A1 = 1.0-A1 = 1.0.ALPHA1 = 1.0a1
    1.0b = 1.0.b = 1.0-b = 1.0beta = 1.0.beta = 1.0-beta = 1.0B = 1.0.BETA = 1.0b0
    1.0.b1 = 1.0-b1 = 1.0.beta1 = 1.0-beta1 = 1.0.BETA1 = 1.0b1
    1.0c = 1.0.c = 1.0-c = 1.0rc = 1.0.rc = 1.0-rc = 1.0C = 1.0RC = 1.0-RC = 1.0rc0
    1.0.c1 = 1.0-c1 = 1.0.rc1 = 1.0-rc1 = 1.0.C1 = 1.0.RC1 = 1.0rc1
    1.0post = 1.0.post = 1.0-post = 1.0POST = 1.0r = 1.0rev = 1.0.post0
    1.0post1 = 1.0POST1 = 1.0.r1 = 1.0.rev1 = 1.0-POST1 = 1.0.post1
    1.0-5 = 1.0-r5 = 1.0-rev5 = 1.0.post5
    1.0+AbC = 1.0+abc
    1.01 = 1.1
    1.0a05 = 1.0a5
    1.0b07 = 1.0b7
    1.0c056 = 1.0rc56
    1.0.post000 = 1.0.post0
    1.1.dev09000 = 1.1.dev9000
    00!1.2 = 1.2
    0100!0.0 = 100!0.0
    v1.0 = 1.0 = 1.0.0 = 1
    `,
  )
  expect(pep440.parse('   v1.0\t\n')).toEqual(pep440.parse('1.0'))
})

test('orders what a number or a library that guesses numbers gets wrong', () => {
  expectOrder(
    pep440,
    `
    1.99999999999999999998 < 1.99999999999999999999
    1+1e3 < 1+1000
    0.9.pre = 0.9.preview = 0.9.c < 0.9 < 0.9.r = 0.9.rev < 1.0
    `,
  )
})

test('refuses what packaging refuses', () => {
  expectRefused(pep440, [
    ...[
      '',
      'lolwat',
      'french toast',
      '1.0+a+',
      '1.0++',
      '1.0+_foobar',
      '1.0+foo&asd',
      '1.0+1+1',
      '1. 0',
      '1 .0',
      '1. 0a1',
    ],
    ...[
      '1.0 a1',
      '1.0a 1',
      '٠١٢.٣٤٥.٦٧٨٩',
      '.',
      '..',
      '1..0',
      '1.0.',
      '.1.0',
      '1..2.3',
      '1.0+\u0130',
      '2004d',
      '1.0\n2',
    ],
  ])
})

test.each([
  ['1.2.3rc1', [1, 2, 3], true],
  ['1.2.dev3', [1, 2], true],
  ['1.2.post1.dev3', [1, 2], true],
  ['1!1.2.0.post1', [1, 2, 0], false],
  ['1.0+rc1', [1, 0], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = pep440.parse(text)
  if (!version) throw new Error(text)
  expect([pep440.release(version), pep440.isPrerelease(version)]).toEqual([release, isPrerelease])
})
