import { expect, test } from 'vitest'
import { advisoryOf } from './advisory-of.ts'

test.each([
  [['GHSA-aaaa-bbbb-cccc', 'CVE-2021-1'], 'An issue was found', 'CVE-2021-1'],
  [['GHSA-aaaa-bbbb-cccc'], 'An issue was found', 'GHSA-aaaa-bbbb-cccc'],
  [['CVE-2021-1'], 'CVE-2021-1 in salt', undefined],
  [[], 'An issue was found', undefined],
])('%j of "%s" is shown as %s', (advisories, title, shown) => {
  expect(advisoryOf({ advisories, title })).toBe(shown)
})
