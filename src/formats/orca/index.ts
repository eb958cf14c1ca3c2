import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { fits } from '../values/read-schema.ts'
import { alertSchema, observationOf } from './alert.ts'

const COLUMNS = ['OrcaScore', 'Title', 'Category', 'Source']
const MEMBERS = ['/data/*']

export const orca = {
  id: 'orca',
  name: 'Orca Security alerts',
  link: 'https://docs.orcasecurity.io/docs/alerts',
  extensions: ['.json', '.csv'],
  kinds: ['cloud', 'identity', 'data', 'secret', 'malware', 'container'],
  howTo: 'In Orca, open Alerts and choose Export > JSON.',
  detect,
  read,
} satisfies Format

const known = z.object({ OrcaScore: z.unknown(), Title: z.string(), Category: z.string() })

function detect({ outline, columns }: Sample): number {
  if (hasColumns(columns, COLUMNS)) return 1
  const first = firstListed(outline, MEMBERS)
  return Object.hasOwn(Object(first), 'OrcaScore') && fits(known, first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Orca Security' }
  if (/[[{]/.test(await firstCharacter(input))) {
    const alerts = eachListed(input, context, { name: "Orca's alerts", members: MEMBERS })
    yield* shapedItems(alerts, alertSchema, (alert, { text: raw }) => observationOf(alert, raw))
    return
  }
  for await (const row of eachRowOf(input, context, { name: "Orca's alerts", columns: COLUMNS })) {
    if (row.type === 'problem') yield row
    else {
      const element = {
        type: 'element' as const,
        pattern: '',
        holder: '',
        where: row.where,
        value: row.row,
        text: row.text,
      }
      yield* shapedItems(only(element), alertSchema, (alert) => observationOf(alert, row.text))
    }
  }
}

async function* only<T>(one: T): AsyncGenerator<T> {
  yield one
}
