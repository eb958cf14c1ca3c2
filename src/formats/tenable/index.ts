import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { isTenable } from './columns.ts'
import { readCsv } from './csv-report.ts'
import { ROOT, readXml } from './xml-report.ts'

export const tenable = {
  id: 'tenable',
  name: 'Nessus and Tenable',
  link: 'https://docs.tenable.com/quick-reference/nessus-file-format/Nessus-File-Format.pdf',
  extensions: ['.nessus', '.xml', '.csv'],
  kinds: ['runtime', 'web', 'config'],
  howTo: 'Nessus → a scan → Report or Export → Nessus (or CSV)',
  detect,
  read,
} satisfies Format

function detect({ root, columns }: Sample): number {
  if (root) return root.name === ROOT ? 1 : 0
  return columns && isTenable(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readXml(input, context) : readCsv(input, context)
}
