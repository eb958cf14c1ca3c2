import { expect, test } from 'vitest'
import { nuget } from './nuget.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as NuGet.Client's VersionComparerTests and NuGetVersionTest do", () => {
  expectOrder(
    nuget,
    `
    1.0.0-BETA = 1.0.0-beta
    1.0.0-BETA+AA = 1.0.0-beta+aa
    1.0.0-BETA.X.y.5.77.0+AA = 1.0.0-beta.x.y.5.77.0+aa
    1.0.0 = 1.0.0+beta
    1.0+test = 1.0 = 1.0.0.0 = 1.0.0.0+beta < 1.0.0.1
    1.0.0.1-1.2.A = 1.0.0.1-1.2.a+A < 1.0.0.1-1.2.a.A+A
    1.0.01 = 1.0.1.0 < 1.0.1.2
    0.0.0 < 1.0.0 < 1.0.1 < 1.1.0
    1.999.9999 < 2.1.1
    1.0.0-BETA < 1.0.0-beta2
    1.0.0-beta+AA < 1.0.0+aa
    1.0.0-BETA < 1.0.0-beta.1+AA
    1.0.0-BETA.X.y.5.77.0+AA < 1.0.0-beta.x.y.5.79.0+aa < 1.0.0-beta.x.y.5.790.0+abc
    1.23 < 1.231
    1.4.5.6 < 1.45.6
    1.4.5.6 < 1.4.5.60
    1.01 < 1.10
    1.01-alpha < 1.10-beta
    1.01.0-RC-1 < 1.10.0-rc-2
    1.01-RC-1 < 1.01 < 1.2-preview
    1.23.01 = 1.23.1
    1.45.6 = 1.45.6.0
    1.45.6-Alpha = 1.45.6-alpha
    1.6.2-BeTa = 1.6.02-beta
    22.3.07 = 22.3.7
    1.0.0.0+beta.2 = 1.0.0.0+beta.1
    1.022-Beta = 1.22.0.0-beta
    1.1.1.2147483647 > 1.1.1.2147483646
    `,
  )
})

test('orders as the OSV project expects', () => {
  expectOrder(
    nuget,
    `
    0.9.9.1 < 1.0.0-pre < 1.0.0 < 1.0.0.1-alpha < 1.0.0.1-pre < 1.0.0.1
    `,
  )
})

test('refuses what NuGet refuses', () => {
  expectRefused(nuget, [
    ...[
      '',
      '         ',
      '1beta',
      '1.2Av^c',
      '1.2..',
      '1.2.3.4.5',
      '1.2.3.Beta',
      '1.2.3.4This version is full of awesomeness!!',
    ],
    ...[
      'So.is.this',
      '1.34.2Alpha',
      '1.34.2Release Candidate',
      '1.4.7-',
      '1.4.7-*',
      '1.4.7+*',
      '1.4.7-AA.01^',
    ],
    ...['1.4.7-AA.0A^', '1.4.7-A^A', '1.4.7+AA.01^', '1.2147483648', '1.1.2147483648', '1.1.1.2147483648'],
    ...[
      '10000000000000000000',
      '1..2',
      '....',
      '..1',
      '-1.1.1.1',
      '1.-1.1.1',
      '1.',
      '1.1.1.1.',
      '1 1.1.1.1',
      '1 9',
    ],
    ...['1.0.0-01', 'NotAVersion', 'v1.0.0'],
  ])
})

test.each([
  ['2.3-alpha', [2, 3, 0, 0], true],
  ['3.4.0.3-RC-3', [3, 4, 0, 3], true],
  ['1.0.0+aa', [1, 0, 0, 0], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = nuget.parse(text)
  if (!version) throw new Error(text)
  expect([nuget.release(version), nuget.isPrerelease(version)]).toEqual([release, isPrerelease])
})
