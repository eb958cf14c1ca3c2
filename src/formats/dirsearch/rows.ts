import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { foundAddress } from '../values/found-address.ts'
import { newSite } from '../values/web-address.ts'
import { header } from './header.ts'

export async function* readRows(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield header()
  const sites = new Set<string>()
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const {
      URL: url,
      Status,
      Size,
      Redirection,
      'Content Type': contentType,
      'Elapsed (s)': elapsed,
    } = entry.row
    if (!url?.trim()) {
      yield loss(entry.where, 'this row is left out: it has no address')
      continue
    }
    yield* newSite(url, sites)
    yield foundAddress({
      url: url.trim(),
      status: Status || undefined,
      size: Size || undefined,
      contentType,
      redirect: Redirection,
      facts: elapsed ? [`Elapsed: ${elapsed} s`] : [],
      raw: entry.text,
    })
  }
}
