import type { Input } from '../../../formats/contract.ts'
import { type Element, eachElement, wholeJson } from '../../../formats/syntax/json.ts'
import { asObject, type Json } from '../../../formats/values/fields.ts'
import type { FeedFile } from '../contract.ts'
import type { Problem } from './archive-entry.ts'
import { FEED_LIMITS } from './feed-limits.ts'
import { plain } from './plain.ts'
import { unreadableFeed } from './unreadable-feed.ts'

const CONTEXT = { limits: FEED_LIMITS }

/** A place in a feed that could not be read. */
export const flaw = (where: string, message: string): Problem => ({ type: 'problem', where, message })

/** The values in a JSON file, plain or gzip, at a pattern like `/vulnerabilities/*`. Streaming. */
export async function* jsonElements(file: FeedFile, pattern: string): AsyncGenerator<Element | Problem> {
  for await (const element of eachElement(plain(file), CONTEXT, [pattern])) {
    refuseCut(file, element)
    yield element.type === 'problem' ? flaw(element.where, element.message) : element
  }
}

/** A part of a feed must not pass for all of it. */
function refuseCut(file: FeedFile, item: { type: string; message?: string }): void {
  if (item.type === 'problem' && /what follows here is missing|is not read beyond/.test(item.message ?? ''))
    throw unreadableFeed(file.path, 'is cut short or damaged')
}

/**
 * The object around a JSON file's large list, which is empty in it. Throws where the file has no such list: another document must not
 * read as "nothing known".
 */
export async function jsonFrame(file: FeedFile, list: string): Promise<Json> {
  const input: Input = plain(file)
  const { value, problems } = await wholeJson(input, CONTEXT, [`/${list}/*`])
  for (const one of problems) refuseCut(file, one)
  const frame = asObject(value)
  if (!frame || !Array.isArray(frame[list])) throw unreadableFeed(file.path, `lacks its list "${list}"`)
  return frame
}

/** A record that is a file of its own. NUL characters and the like are the reader's to take out. */
export function jsonRecord(where: string, content: Buffer): { value: unknown } | Problem {
  try {
    return { value: JSON.parse(content.toString('utf8').replace(/^\uFEFF/, '')) as unknown }
  } catch {
    return flaw(where, 'this record is not valid JSON and is left out')
  }
}
