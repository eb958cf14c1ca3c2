import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { itemsOf } from './row.ts'

export const picus = {
  id: 'picus',
  name: 'Picus',
  link: 'https://docs.picussecurity.com/',
  extensions: ['.csv'],
  kinds: ['runtime'],
  howTo: 'Picus → Simulations → a run → Export → CSV',
  detect,
  read,
} satisfies Format

const COLUMNS = ['simulationRunId', 'threatId', 'threatPreventionResult', 'actionId', 'actionName']

const isOurs = (columns: string[]): boolean => COLUMNS.every((column) => columns.includes(column))

function detect({ columns }: Sample): number {
  return columns && isOurs(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Picus' }
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') yield row
    else if (!isOurs(Object.keys(row.row)))
      throw new UnreadableReport('broken', 'This does not read as a table of Picus: choose the right format.')
    else yield* itemsOf(row)
  }
}
