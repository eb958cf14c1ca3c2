import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { fits } from '../values/read-schema.ts'
import { messageSchema, observationOf } from './observation.ts'
import { COLUMNS, readCsv, readXml } from './other-forms.ts'

const MESSAGES = '/files/*/messages/*'

export const phpcs = {
  id: 'phpcs',
  name: 'PHP_CodeSniffer',
  link: 'https://github.com/PHPCSStandards/PHP_CodeSniffer/wiki/Reporting#printing-a-json-report',
  extensions: ['.json', '.xml', '.csv'],
  kinds: ['code'],
  howTo: 'phpcs --report=json --report-file=phpcs.json src',
  detect,
  read,
} satisfies Format

const marks = z.object({
  totals: z.object({ errors: z.number(), warnings: z.number(), fixable: z.number() }),
  files: z.union([z.record(z.string(), z.unknown()), z.tuple([])]),
})

function detect({ root, columns, outline }: Sample): number {
  if (root) return root.name === 'phpcs' ? 1 : 0
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  if (first === '<') yield* readXml(input, context)
  else yield* first === '{' || first === '[' ? readJson(input, context) : readCsv(input, context)
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'PHP_CodeSniffer JSON', omit: [MESSAGES], schema: marks })
  yield { type: 'header', tool: 'PHP_CodeSniffer' }
  yield* shapedItems(eachElement(input, context, [MESSAGES]), messageSchema, (found, { holder, text }) =>
    observationOf(found, keyAt(holder.replace(/\/messages\/$/, '')), text),
  )
}
