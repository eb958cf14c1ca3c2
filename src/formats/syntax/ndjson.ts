import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { emptyReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import type { Element } from './element.ts'
import { eachElement, parseSlice } from './json.ts'
import { skipOver, startSkip } from './json-skip.ts'
import { JsonSlicer, type Slice } from './json-slicer.ts'
import { eachLine } from './lines.ts'

export type { Element } from './element.ts'

/**
 * The records of a JSON stream, whichever way it is written: one value a line (`where` is `line 12`), values one behind another
 * over several lines, or one array of them (`where` is `/12`). A broken line becomes a Problem and the next one is read.
 */
export async function* eachRecord(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  const shape = await shapeOf(input, context)
  if (shape === 'array') yield* eachElement(input, context, ['/*'])
  else if (shape === 'lines') yield* eachJsonLine(input, context)
  else yield* eachValue(input, context)
}

/** How many lines are tried before values are taken to span lines. */
const TRIED_LINES = 50

async function shapeOf(input: Input, context: ReadContext): Promise<'array' | 'lines' | 'values'> {
  if ((await firstByte(input)) === '[') return 'array'
  let tried = 0
  for await (const line of eachLine(input, context)) {
    if (line.type === 'line' && line.text.startsWith('{') && isJsonRecord(line.text)) return 'lines'
    if (++tried === TRIED_LINES) break
  }
  return 'values'
}

async function firstByte(input: Input): Promise<string> {
  for await (const chunk of chunksOf(input)) {
    const text = chunk.toString('latin1').trimStart()
    if (text !== '') return text.charAt(0)
  }
  throw emptyReport()
}

function isJsonRecord(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

async function* eachJsonLine(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') yield line
    else if (line.text.trim() !== '') yield* recordsOf(line.where, line.text, context)
  }
}

/** A line's value, or its values where several stand on it. */
function recordsOf(where: string, text: string, context: ReadContext): (Element | Problem)[] {
  const sole = soleRecord(where, text, context)
  if (sole) return [sole]
  const out: (Slice | Problem)[] = []
  const slicer = newSequence(context)
  slicer.write(Buffer.from(text), out)
  slicer.end(out)
  const found = out.map((slice) => (slice.type === 'slice' ? parseSlice(slice, ['']) : slice))
  const values = found.filter((item) => item.type === 'element').map((element) => ({ ...element, where }))
  return values.length === found.length
    ? values
    : [...values, loss(where, 'this line is not valid JSON and is left out')]
}

/** The value of a line that holds one and nothing else, as nearly all do: these need no cutting. */
function soleRecord(where: string, text: string, { limits }: ReadContext): Element | undefined {
  if (!text.startsWith('{') || depthOf(text, limits.maxDepth) > limits.maxDepth) return undefined
  const record = parseSlice({ type: 'slice', pattern: 0, where, holder: '', text }, [''])
  return record.type === 'element' ? record : undefined
}

/** How deep an object's text nests; each level takes two characters, so that a short text is not looked through. */
function depthOf(text: string, enough: number): number {
  if (text.length < 2 * enough) return 1
  const skip = startSkip(text.charCodeAt(0))
  skipOver(skip, Buffer.from(text), 1)
  return skip.deepest
}

async function* eachValue(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  const out: (Slice | Problem)[] = []
  const slicer = newSequence(context, true)
  for await (const chunk of chunksOf(input)) {
    slicer.write(chunk, out)
    for (const slice of out) yield slice.type === 'slice' ? parseSlice(slice, ['']) : slice
    out.length = 0
  }
  slicer.end(out)
  for (const slice of out) yield slice.type === 'slice' ? parseSlice(slice, ['']) : slice
}

const newSequence = ({ limits }: ReadContext, closes = false) =>
  new JsonSlicer([''], { ...limits, sequence: true, closes })
