import { TOOL_KINDS } from '../../model/kind.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { findingItems } from '../stance-json/items.ts'
import { eachRow } from '../syntax/csv.ts'
import { fieldOf, findingIn } from './columns.ts'

export const stanceCsv = {
  id: 'stance-csv',
  name: 'Stance CSV',
  link: 'docs/stance-format.md',
  extensions: ['.csv', '.tsv'],
  kinds: [...TOOL_KINDS],
  howTo: 'your-own-script > report.csv',
  detect,
  read,
} satisfies Format

/** A table is ours by its columns: a title, and most of the others known. Tools with CSV of their own know theirs better. */
function detect({ columns }: Sample): number {
  if (!columns?.some((column) => fieldOf(column) === 'title') || columns.length < 2) return 0
  const known = columns.filter((column) => fieldOf(column) !== undefined).length
  const exact = columns.every((column) => column === fieldOf(column))
  return exact ? 0.9 : known / columns.length > 0.5 ? 0.6 : 0.3
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    if (!begun) {
      yield { type: 'header' }
      yield* unknownColumns(entry.row)
      begun = true
    }
    yield* findingItems({ where: entry.where, value: findingIn(entry.row), text: entry.text })
  }
  if (!begun) yield { type: 'header' }
}

function* unknownColumns(row: Record<string, string>): Generator<Item> {
  for (const column of Object.keys(row))
    if (fieldOf(column) === undefined)
      yield problem('line 1', `the column "${column.slice(0, 80)}" is not one of the format and is not read`)
}
