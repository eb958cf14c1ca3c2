import { expect, test } from 'vitest'
import { maven } from './maven.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as Maven's ComparableVersionTest does, every two of its sorted lists", () => {
  expectOrder(
    maven,
    [
      ...[
        '1-alpha2snapshot < 1-alpha2 < 1-alpha-123 < 1-beta-2 < 1-beta123 < 1-m2 < 1-m11 < 1-rc < 1-cr2 < 1-rc123 < 1-SNAPSHOT',
      ],
      ...[' < 1 < 1-sp < 1-sp2 < 1-sp123 < 1-abc < 1-def < 1-pom-1 < 1-1-snapshot < 1-1 < 1-2 < 1-123'],
    ].join(''),
  )
  expectOrder(
    maven,
    [
      ...[
        '2.0 < 2.0.a < 2-1 < 2.0.2 < 2.0.123 < 2.1.0 < 2.1-a < 2.1b < 2.1-c < 2.1-1 < 2.1.0.1 < 2.2 < 2.123 < 11.a2 < 11.a11',
      ],
      ...[' < 11.b2 < 11.b11 < 11.m2 < 11.m11 < 11 < 11.a < 11b < 11c < 11m'],
    ].join(''),
  )
})

test("orders as Maven's ComparableVersionTest does, single facts", () => {
  expectOrder(
    maven,
    `
    1 = 1.0 = 1.0.0 = 1-0 = 1.0-0
    1a = 1-a = 1.0-a = 1.0.0-a = 1.0a = 1.0.0a = 1A
    1x = 1-x = 1.0-x = 1.0.0-x = 1.0x = 1.0.0x = 1X
    1cr = 1rc = 1Cr = 1cR
    1a1 = 1-alpha-1
    1b2 = 1-beta-2
    1m3 = 1-milestone-3 = 1Milestone3 = 1MILESTONE3
    1ga = 1 = 1release = 1final = 1Ga = 1GA = 1RELEASE = 1RELeaSE = 1FinaL
    1 < 1.5 < 2 < 2.5
    1.0.0 < 1.0.1 < 1.1 < 1.2.0
    1.0-alpha-1-SNAPSHOT < 1.0-alpha-1 < 1.0-alpha-2 < 1.0-beta-1 < 1.0-SNAPSHOT < 1.0 < 1.0-1 < 1.0-2
    2.0-1 < 2.0.1 < 2.0.1-klm < 2.0.1-lmn < 2.0.1-xyz < 2.0.1-123
    0.2 < 0.7 < 1.0.7 < 2
    é < 1
    1.0.0-alpha1 = 1.0.0-ALPHA1
    1.é = 1.É
    c < 7
    J < 7
    \u0668 < 1
    aardvark < zebra < ζέβρα
    6.1.0rc3 < 6.1.0 < 6.1H.5-beta
    20190126.230843 < 1234567890.12345 < 123456789012345.1H.5-beta < 12345678901234567890.1H.5-beta
    0000000000000000001 = 01 = 1
    0000000000000000000 = 00 = 0
    1-0.alpha < 1-0.beta < 1
    1-abcdefghijklmnopqrstuvwxyz = 1-ABCDEFGHIJKLMNOPQRSTUVWXYZ
    1.0.final-redhat < 1.0-sp1-redhat
    1.0.final-redhat < 1.0-sp-1-redhat
    1.0.final-redhat < 1.0-sp.1-redhat
    `,
  )
})

test.each(['abc', 'alpha', 'a', 'beta', 'b', 'def', 'milestone', 'm', 'RC'])(
  'a dot before %s is a hyphen',
  (word) => {
    expectOrder(maven, `1.0.0.${word}1 < 1.0.0-${word}2`)
    expectOrder(maven, `2-${word} = 2.0.${word} = 2.0.0.${word}`)
  },
)

test("orders as the examples of Maven's POM reference", () => {
  expectOrder(
    maven,
    `
    1 = 1.ga = 1.final = 1. = 1- = 001
    1-foo = 1.0.0-foo.0.0
    1 = 1.0.0-0.0.0
    1-rc = 1cr
    1-c-1 = 1c1
    0.0.0-0.0.0 = 0-final-ga = 0
    0.0.0-2021-05-17T01-01-51-5ec03a8b < 20.0.0
    `,
  )
})

test('what a vendor built again from a release comes after it, however the release is called', () => {
  expectOrder(maven, '4.1.85.Final < 4.1.86.Final = 4.1.86 < 4.1.86.Final-redhat-00002 < 4.1.87.Final')
  expectOrder(maven, '1.0.GA < 1.0.GA-jboss-2 < 1.1.RELEASE < 1.1.RELEASE-acme1 < 1.2')
})

test('a number behind the name of a release counts, as in Maven 3 and 4', () => {
  expectOrder(maven, '4.1.36.Final = 4.1.36.Final-0 < 4.1.36.Final-1 < 4.1.36.Final-2 < 4.1.37')
  expectOrder(maven, '3.1.2.GA < 3.1.2.GA-1')
})

test('refuses ranges and prose', () => {
  expectRefused(maven, ['', ' ', '[1.0,2.0)', '1.0 or later', '(,1.0]'])
})

test.each([
  ['1.2.3-SNAPSHOT', [1, 2, 3], true],
  ['2.0.0.M1', [2, 0, 0], true],
  ['2.0-b05', [2, 0], true],
  ['32.1.3-jre', [32, 1, 3], false],
  ['5.0.0.RELEASE', [5, 0, 0], false],
  ['r09', undefined, false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = maven.parse(text)
  if (!version) throw new Error(text)
  expect([maven.release(version), maven.isPrerelease(version)]).toEqual([release, isPrerelease])
})
