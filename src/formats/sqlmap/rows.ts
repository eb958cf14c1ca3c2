import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf, TECHNIQUES } from './injection.ts'

/** What `--results-file` writes: a row for each parameter. */
export async function* readRows(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'sqlmap' }
  const sites = new Set<string>()
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const {
      'Target URL': url,
      Place: place,
      Parameter: parameter,
      'Technique(s)': letters,
      'Note(s)': notes,
    } = entry.row
    if (!url?.trim() || !parameter?.trim()) {
      // A target without injections has a row of its own.
      if (!url?.trim()) yield loss(entry.where, 'this row is left out: it has no address')
      else yield* newSite(url, sites)
      continue
    }
    yield* newSite(url, sites)
    yield observationOf({
      url,
      place: place || 'unknown place',
      parameter,
      techniques: [...(letters ?? '')].flatMap((letter) => TECHNIQUES[letter] ?? []),
      details: [],
      notes: notes || undefined,
      raw: entry.text,
    })
  }
}
