import { expect, test } from 'vitest'
import { aliasesOf } from './aliases.ts'

test('ids of other databases are aliases, the main one first', () => {
  expect(aliasesOf('GHSA-2c2c-3f3f-4g4g', ['cve-2025-10001', 'PYSEC-2025-3'], undefined)).toEqual({
    aliases: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2025-10001', 'PYSEC-2025-3'],
    related: [],
  })
  expect(aliasesOf('CVE-2025-10001', 'CVE-2025-10001')).toEqual({ aliases: ['CVE-2025-10001'], related: [] })
})

test('several CVEs are not names of one flaw', () => {
  expect(aliasesOf('DSA-5500-1', ['CVE-2025-10001', 'CVE-2025-10002'])).toEqual({
    aliases: ['DSA-5500-1'],
    related: ['CVE-2025-10001', 'CVE-2025-10002'],
  })
  expect(aliasesOf('CVE-2025-10001', ['GHSA-2c2c-3f3f-4g4g', 'CVE-2025-10002'])).toEqual({
    aliases: ['CVE-2025-10001', 'GHSA-2c2c-3f3f-4g4g'],
    related: ['CVE-2025-10002'],
  })
})
