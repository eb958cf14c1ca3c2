import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { COLUMNS, readCsv } from './csv-report.ts'
import { readJson } from './json-report.ts'
import { readXml } from './xml-report.ts'

export const pmd = {
  id: 'pmd',
  name: 'PMD and PHPMD',
  link: 'https://docs.pmd-code.org/latest/pmd_userdocs_report_formats.html',
  extensions: ['.xml', '.json', '.csv'],
  kinds: ['code'],
  howTo: 'pmd check --dir . --rulesets rulesets/java/quickstart.xml --format xml --report-file pmd.xml',
  detect,
  read,
} satisfies Format

const outline = z.union([
  z.object({ pmdVersion: z.string(), files: z.array(z.unknown()) }),
  z.object({ package: z.literal('phpmd'), files: z.array(z.unknown()) }),
])

function detect(sample: Sample): number {
  if (sample.root) return sample.root.name === 'pmd' ? 1 : 0
  if (sample.columns) return hasColumns(sample.columns, COLUMNS) ? 1 : 0
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '<') yield* readXml(input, context)
  else yield* first === '{' ? readJson(input, context) : readCsv(input, context)
}
