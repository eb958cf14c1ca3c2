import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { isObject, type Json, ownIn } from '../values/fields.ts'
import { chunksOf } from './chunks.ts'
import { firstCharacter } from './first-character.ts'
import { type Element, eachElement, wholeJson } from './json.ts'
import { eachLine } from './lines.ts'
import { eachRecord } from './ndjson.ts'

/** How a report's list of findings may be written. */
export interface JsonList {
  /** The report's name, for the message that refuses other documents. */
  name: string
  /** Patterns of the list's elements where an object holds them: `/findings/*`. */
  members: string[]
  /** Members of that object that are set while the list goes on in another page: `nextToken`. */
  next?: string[]
  /** Whether an object without such a member is an element itself. */
  isElement?: (value: Json) => boolean
}

/**
 * The elements of a list in whichever way it arrives, which depends on who saved it: an array, a value a line, a member of an
 * object, or several such objects (pages). Tells when further pages are missing. Throws UnreadableReport for other documents.
 */
export async function* eachListed(
  input: Input,
  context: ReadContext,
  list: JsonList,
): AsyncGenerator<Element | Problem> {
  if ((await firstCharacter(input)) === '[' || (await isRecordPerLine(input, context))) {
    for await (const element of eachRecord(input, context)) yield* unwrapped(element, list)
    return
  }
  const { value } = await wholeJson(input, context, list.members)
  if (isObject(value) && list.members.some((pattern) => holds(value, pattern))) {
    let elements = 0
    for await (const element of eachElement(input, context, list.members)) {
      elements++
      yield element
    }
    // Nothing follows an empty page, whatever it says.
    if (elements > 0) yield* missingPages('', value, list)
  } else if (isObject(value) && list.isElement?.(value)) yield* eachElement(input, context, [''])
  else
    throw new UnreadableReport(
      'broken',
      `This does not read as ${list.name}: it lacks ${list.members.map(memberOf).join(' or ')}. Choose the right format, or run the tool again.`,
    )
}

const memberOf = (pattern: string): string => pattern.slice(1).replace(/\/\*$/, '').replaceAll('/', '.')

/** Whether the first line is an object and not all there is: only then it is parsed, since a whole document may stand on one line. */
export async function isRecordPerLine(input: Input, context: ReadContext): Promise<boolean> {
  if ((await firstCharacter(input)) !== '{' || !(await hasSecondLine(input))) return false
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') return false
    if (line.text.trim() === '') continue
    try {
      return isObject(JSON.parse(line.text))
    } catch {
      return false
    }
  }
  return false
}

/** Whether text stands on more than one line; without cutting the lines, for a whole document may be one. */
async function hasSecondLine(input: Input): Promise<boolean> {
  let [isInText, lines] = [false, 0]
  for await (const chunk of chunksOf(input)) {
    let at = 0
    while (at < chunk.length) {
      if (!isInText) {
        while (isBlank(chunk[at])) at++
        if (at === chunk.length) break
        if (lines > 0) return true
        isInText = true
      }
      const end = chunk.indexOf(LINE_FEED, at)
      if (end < 0) break
      isInText = false
      lines++
      at = end + 1
    }
  }
  return false
}

const LINE_FEED = 10

/** A blank or what ends lines, of ASCII. */
const isBlank = (byte: number | undefined): boolean =>
  byte !== undefined && (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))

/** A page's elements, or the element itself. */
function* unwrapped(element: Element | Problem, list: JsonList): Generator<Element | Problem> {
  const value = element.type === 'element' && isObject(element.value) ? element.value : undefined
  const pattern = value && list.members.find((member) => holds(value, member))
  if (element.type === 'problem' || !value || pattern === undefined) {
    yield element
    return
  }
  const holder = pattern.replace(/\*$/, '')
  for (const [index, item] of (listAt(value, pattern) ?? []).entries()) {
    const where = `${element.where}${holder}${index}`
    yield {
      ...element,
      pattern,
      where,
      holder: element.where + holder,
      value: item,
      text: JSON.stringify(item),
    }
  }
  yield* missingPages(element.where, value, list)
}

function* missingPages(where: string, value: Json, list: JsonList): Generator<Problem> {
  const next = list.next?.find((name) => Boolean(ownIn(value, name)))
  if (next !== undefined)
    yield loss(`${where}/${next}`, 'the list goes on in another page, which is not in this file')
}

/** Tools in Go write an empty list as null. */
const holds = (value: Json, pattern: string): boolean => listAt(value, pattern) !== undefined

function listAt(value: Json, pattern: string): unknown[] | undefined {
  let at: unknown = value
  for (const name of pattern.split('/').slice(1, -1)) {
    at = isObject(at) ? ownIn(at, name) : undefined
  }
  return at === null ? [] : Array.isArray(at) ? at : undefined
}

/** The first element in a sample's outline, for detection; undefined for an empty list and for other documents. */
export function firstListed(outline: unknown, members: string[]): unknown {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (!isObject(first)) return undefined
  const pattern = members.find((member) => holds(first, member))
  return pattern === undefined ? first : listAt(first, pattern)?.[0]
}
