import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { isTenable } from './columns.ts'
import { readCsv } from './csv-report.ts'
import { isJson, readJson } from './json-report.ts'
import { ROOT, readXml } from './xml-report.ts'

export const tenable = {
  id: 'tenable',
  name: 'Nessus and Tenable',
  link: 'https://docs.tenable.com/quick-reference/nessus-file-format/Nessus-File-Format.pdf',
  extensions: ['.nessus', '.xml', '.csv', '.json'],
  kinds: ['runtime', 'web', 'config'],
  howTo: 'Nessus → a scan → Report or Export → Nessus (or CSV)',
  detect,
  read,
} satisfies Format

function detect(sample: Sample): number {
  const { root, columns } = sample
  if (root) return root.name === ROOT ? 1 : 0
  if (isJson(sample)) return 1
  return columns && isTenable(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '<') yield* readXml(input, context)
  else if (first === '{' || first === '[') yield* readJson(input, context)
  else yield* readCsv(input, context)
}
