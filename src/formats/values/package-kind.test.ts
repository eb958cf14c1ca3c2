import { expect, test } from 'vitest'
import { packageKind } from './package-kind.ts'

test.each([
  ['CVE-2024-1', 'pkg:deb/debian/apt@1', 'container'],
  ['CVE-2024-1', 'pkg:rpm/redhat/bash@5', 'container'],
  ['CVE-2024-1', 'apk', 'container'],
  ['CVE-2024-1', 'pkg:npm/lodash@4', 'dependency'],
  ['CVE-2024-1', 'pkg:npm/deb@4', 'dependency'],
  ['CVE-2024-1', undefined, 'dependency'],
  ['MAL-2024-1', 'pkg:npm/evil@1', 'malware'],
])('%s in %s is %s', (advisory, purl, kind) => {
  expect(packageKind(advisory, purl)).toBe(kind)
})
