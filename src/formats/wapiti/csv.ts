import type { Input, Item, ReadContext } from '../contract.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import { shaped } from '../values/lenient.ts'
import { entrySchema, observationOf } from './entry.ts'

export const COLUMNS = ['category', 'level', 'description', 'method', 'parameter', 'url', 'body', 'module']

/** `--format csv`, since 3.1: a row a flaw, without what all of a sort share. Where nothing is found there is not even a header row. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Wapiti CSV', columns: COLUMNS })) {
    if (!begun) yield { type: 'header', tool: 'Wapiti' }
    begun = true
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { row, where, text: raw } = entry
    const [method, body] = [cell(row, 'method'), cell(row, 'body')]
    const value = {
      method,
      url: cell(row, 'url'),
      info: cell(row, 'description'),
      level: cell(row, 'level'),
      parameter: cell(row, 'parameter'),
      module: cell(row, 'module'),
      http_request: body && `${method ?? 'POST'} ${cell(row, 'url')}\n\n${body}`,
      wstg: (cell(row, 'wstg')?.match(/'([^']+)'/g) ?? []).map((quoted) => quoted.slice(1, -1)),
    }
    const found = shaped(entrySchema, { where, value })
    yield found.type === 'problem'
      ? found
      : observationOf(
          found.value,
          { name: cell(row, 'category') ?? 'Unnamed', list: 'vulnerabilities', references: [], wstg: [] },
          {},
          raw,
        )
  }
  if (!begun) yield { type: 'header', tool: 'Wapiti' }
}
