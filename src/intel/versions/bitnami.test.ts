import { expect, test } from 'vitest'
import { bitnami } from './bitnami.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as bitnami/go-version's version_test.go does", () => {
  expectOrder(
    bitnami,
    `
    1.2.3 < 1.4.5
    2.2.3 > 1.5.1
    2.2.2 < 2.2.3
    1.0.0-1 < 1.0.0-2
    1.2.3 < 1.2.3-1 = 1.2.3-1
    1.2.3+foo = 1.2.3+bar
    1.2.0 < 1.2.0-1+metadata
    `,
  )
})

test('keeps pre-releases of the project before the release', () => {
  expectOrder(bitnami, '1.2.3-beta1 < 1.2.3-rc1 < 1.2.3 < 1.2.3-1 < 1.2.3-2 < 1.2.3-10 < 1.2.4-rc1')
  expectRefused(bitnami, ['', 'foo', '1.2.beta', '1.2.3.4', '\n1.2.x', '1.7rc2'])
})

test.each([
  ['1.2.3-4', false],
  ['1.2.3', false],
  ['1.2.3-rc1', true],
])('%s: pre-release %s', (text, isPrerelease) => {
  const version = bitnami.parse(text)
  if (!version) throw new Error(text)
  expect([bitnami.release(version), bitnami.isPrerelease(version)]).toEqual([[1, 2, 3], isPrerelease])
})
