import { expect, test } from 'vitest'
import { advisoryIds, advisoryIdsIn, normalAdvisoryId } from './advisory-id.ts'

test('ids are found in free text, in its order, each once', () => {
  const text =
    'ghsa-jfh8-C2JP-5v3q (also cve-2021-44228, CVE-2021-44228, RUSTSEC-2021-0001) and GO-2021-0113; DSA-5020-1, RHSA-2021:5093'
  expect(advisoryIdsIn(text)).toEqual([
    'GHSA-jfh8-c2jp-5v3q',
    'CVE-2021-44228',
    'RUSTSEC-2021-0001',
    'GO-2021-0113',
    'DSA-5020-1',
    'RHSA-2021:5093',
  ])
})

test('what only looks like one is none', () => {
  expect(advisoryIdsIn('CVE-21-1, XCVE-2021-44228, GHSA-1234-5678-9abc, CVE-2021-1')).toEqual([])
  expect(advisoryIdsIn('CVE-2021-44228-log4j-core')).toEqual(['CVE-2021-44228'])
})

test('given ids are kept even when their database is unknown', () => {
  expect(advisoryIds('cve-2020-0001', ['XYZ-7', undefined, 3, ''], 'CVE-2020-0001')).toEqual([
    'CVE-2020-0001',
    'XYZ-7',
  ])
  expect(normalAdvisoryId(' snyk-js-lodash-567746 ')).toBe('SNYK-JS-LODASH-567746')
})
