import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formatsPage } from '../scripts/formats-page.ts'

test('docs/formats.md is what the registry says; make it anew with node scripts/formats-docs.ts > docs/formats.md', () => {
  expect(readFileSync(join(import.meta.dirname, '../docs/formats.md'), 'utf8')).toBe(formatsPage())
})
