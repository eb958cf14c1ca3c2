import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { firstListed } from '../syntax/json-list.ts'
import { fits } from '../values/read-schema.ts'
import { ITEMS, readApi } from './api-report.ts'
import { readCsv, tableOf } from './csv-report.ts'

export const blackduck = {
  id: 'blackduck',
  name: 'Black Duck',
  link: 'https://documentation.blackduck.com/',
  extensions: ['.csv', '.zip', '.json'],
  kinds: ['dependency', 'container', 'license', 'malware'],
  howTo: 'Project version > Reports > Create > Version detail report (CSV)',
  detect,
  read,
} satisfies Format

const vulnerable = z.object({
  componentName: z.string(),
  vulnerabilityWithRemediation: z.object({ vulnerabilityName: z.string() }),
})

function detect({ columns, outline }: Sample): number {
  if (columns) return tableOf(columns) ? 1 : 0
  return fits(vulnerable, firstListed(outline, [ITEMS])) ? 1 : 0
}

/** A version report is a zip of tables; the API answers JSON. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  yield* first === '{' || first === '[' ? readApi(input, context) : readCsv(input, context)
}
