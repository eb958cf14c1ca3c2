import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { foundAddress } from '../values/found-address.ts'
import { newSite } from '../values/web-address.ts'
import { header } from './header.ts'

export const TEXT_START = /^# Dirsearch started /
const BEGIN = /^# Dirsearch started (?:at )?(.+?) as: (.*)$/
const RESULT = /^(\d{3})\s+(\S+)\s+(\S+)(?:\s+\((\d+)ms\))?(?:\s+->\s+(?:REDIRECTS TO: )?(\S.*))?$/

export async function* readText(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sites = new Set<string>()
  let begun = false
  for await (const line of eachLine(input, context)) {
    const [, time, args] = (line.type === 'line' && BEGIN.exec(line.text)) || []
    // Each run appends itself to the file.
    if (time || !begun) yield header(args, time)
    begun = true
    if (line.type === 'problem') yield line
    else if (!time && line.text.trim() !== '') yield* itemsOf(line, sites)
  }
}

function* itemsOf({ where, text }: { where: string; text: string }, sites: Set<string>): Generator<Item> {
  const [, status, size, url, elapsed, redirect] = RESULT.exec(text.trim()) ?? []
  if (!url) {
    yield loss(where, 'this line is no result and is left out')
    return
  }
  yield* newSite(url, sites)
  yield foundAddress({
    url,
    status,
    size,
    redirect,
    facts: elapsed ? [`Elapsed: ${elapsed} ms`] : [],
    raw: text,
  })
}
