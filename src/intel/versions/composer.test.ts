import { expect, test } from 'vitest'
import { composer } from './composer.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as composer/semver's ComparatorTest and SemverTest do", () => {
  expectOrder(
    composer,
    `
    1.24.0 < 1.25.0 < 1.26.0
    dev-foo < 1.26.0
    1.0.0 < 1.2-dev
    1.25.0-beta2.1 < 1.25.0-b.3
    1.25.0-b2.1 < 1.25.0beta.3
    1.25.0-b-2.1 < 1.25.0-rc
    1.25.0-beta2.1 = 1.25.0-b.2.1 = 1.25.0beta2.1 = 1.25.0-b2.1
    0.1 < 1.0 < 2.4.0-alpha < 2.4.0 < 3.2.1
    dev-foo < dev-master < 1.0 < 50.2
    `,
  )
})

test("orders as PHP's version_compare.phpt does", () => {
  expectOrder(
    composer,
    `
    1 < 2 < 10
    1.0 < 1.0.1 < 1.1 < 1.2
    1.0-dev < 1.0a1 < 1.0b1 < 1.0RC1 = 1.0rc1 < 1.0 < 1.0pl1
    v1.0-dev < v1.0a1 < 1.0b1 < v1.0rc1 < V1.0 < v1.0pl1 = 1.0pl1
    1.0.0rc2 = 1.0.0.rc2
    `,
  )
})

test("reads as composer/semver's VersionParserTest normalises", () => {
  expectOrder(
    composer,
    `
    1.0.0 = 1.0.0.0 = v1.0.0 = 1.0.0+foo@dev = 1.0.0+foo = 1
    1.0.0RC1dev = 1.0.0.0-RC1-dev = 1.0.0-rC1-dev = 1.0.0.RC.1-dev < 1.0.0-rc1
    1.0.0.pl3-dev = 1.0.0.0-patch3-dev
    10.4.13beta2 = 10.4.13.0-beta2 = 10.4.13beta.2 = 10.4.13-b2
    v1.13.11-beta.0 = 1.13.11.0-beta0
    10.4.13-b = 10.4.13.0-beta < 10.4.13-b5
    2010.01 = 2010.01.0.0
    v20100102 = 20100102 < 20100102.0 < 20100102.0.3 < 20100102.1.0
    2010.01.02 = 2010.01.02.0
    2010-01-02 < 2010-01-02.5 = 2010.01.02.5
    20100102-203040 = 20100102.203040 < 20100102-203040-p1
    20100102203040-10 = 20100102203040.10
    201903.0 < 201903.0-p2
    20230131.0.0 < 202301310000.0.0
    master = dev-master
    DEV-foo = dev-foo
    1.x-dev = 1.9999999.9999999.9999999-dev > 1.99.99
    1.0.0-beta.5+foo = 1.0.0.0-beta5
    1.0.0-alpha.3.1+foo = 1.0.0.0-alpha3.1 = 1.0.0-alpha3.1+foo
    1.0.0-alpha-2.1-3+foo = 1.0.0.0-alpha2.1-3
    000.001.003.004 = 0.1.3.4
    041.x-dev = 41.9999999.9999999.9999999-dev
    1.0.0-stable = 1.0.0
    dev-feature+issue-1@stable = dev-feature+issue-1
    `,
  )
  expect(composer.parse('dev-master as 1.0.0')).toEqual(composer.parse('dev-master'))
  expect(composer.parse('1.0.0+foo as 2.0')).toEqual(composer.parse('1.0.0'))
  expect(composer.parse(' 1.0.0 ')).toEqual(composer.parse('1.0.0'))
  expectRefused(composer, [
    ...[
      '',
      'a',
      'foo',
      '1.0.0-meh',
      '1.0.0.0.0',
      '1.0.2.5.5',
      'feature-foo',
      '1.0.0+foo bar',
      '1.0.1-SNAPSHOT',
    ],
    ...[
      '1.0.0<1.0.5-dev',
      '1.0.0-dev<1.0.5-dev',
      'foo bar-dev',
      '1.0 .2',
      ' as ',
      ' as 1.2',
      '^',
      '^8 || ^',
      '~',
      '~1 ~',
    ],
    ...[
      '~1',
      '^1',
      '1.*',
      '20100102.0.3.4',
      '100000.0.0.0',
      '2023013.0.0',
      '202301311.0.0',
      '20230131000.0.0',
    ],
    '2023013100000.0.0',
  ])
})

test.each([
  ['v1.2.3-RC1', [1, 2, 3, 0], true],
  ['1.2.3.4-p1', [1, 2, 3, 4], false],
  ['dev-main', undefined, true],
  ['2.x-dev', undefined, true],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = composer.parse(text)
  if (!version) throw new Error(text)
  expect([composer.release(version), composer.isPrerelease(version)]).toEqual([release, isPrerelease])
})
