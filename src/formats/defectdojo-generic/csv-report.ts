import type { Input, Item, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { shaped } from '../values/lenient.ts'
import { fieldOf, findingIn } from './columns.ts'
import { findingSchema } from './finding.ts'
import { findingItems } from './observation.ts'

export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sites = new Set<string>()
  let begun = false
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    if (!begun) {
      yield { type: 'header' }
      for (const column of Object.keys(entry.row))
        if (column !== '' && fieldOf(column) === undefined)
          yield problem(
            'line 1',
            `the column "${column.slice(0, 80)}" is not one of the format and is not read`,
          )
    }
    begun = true
    const { where } = entry
    const finding = shaped(findingSchema, { where, value: findingIn(entry.row) })
    if (finding.type === 'problem') yield finding
    else yield* findingItems(finding.value, entry.text, sites)
  }
  if (!begun) yield { type: 'header' }
}
