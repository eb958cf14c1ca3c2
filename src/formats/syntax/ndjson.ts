import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { emptyReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import type { Element } from './element.ts'
import { elementBatches, parsed, parseSlice } from './json.ts'
import { skipOver, startSkip } from './json-skip.ts'
import { JsonSlicer, type Slice } from './json-slicer.ts'
import { eachLine, type Line, lineBatches } from './lines.ts'

export type { Element } from './element.ts'

/**
 * The records of a JSON stream, whichever way it is written: one value a line (`where` is `line 12`), values one behind another
 * over several lines, or one array of them (`where` is `/12`). A broken line becomes a Problem and the next one is read. Records whose
 * text `only` does not match are passed over without being parsed.
 */
export async function* eachRecord(
  input: Input,
  context: ReadContext,
  only?: RegExp,
): AsyncGenerator<Element | Problem> {
  for await (const batch of recordBatches(input, context, only)) for (const record of batch) yield record
}

/** What `eachRecord` yields, many at a time and parsed one by one as they are taken. */
async function* recordBatches(
  input: Input,
  context: ReadContext,
  only: RegExp | undefined,
): AsyncGenerator<Iterable<Element | Problem>> {
  const shape = await shapeOf(input, context)
  if (shape === 'array') yield* elementBatches(input, context, ['/*'], only)
  else if (shape === 'lines')
    for await (const lines of lineBatches(input, context)) yield recordsIn(lines, context, only)
  else yield* valueBatches(input, context, only)
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

function* recordsIn(
  lines: readonly (Line | Problem)[],
  context: ReadContext,
  only: RegExp | undefined,
): Generator<Element | Problem> {
  for (const line of lines) {
    if (line.type === 'problem') yield line
    else if (only && !only.test(line.text)) continue
    else {
      const sole = soleRecord(line.where, line.text, context)
      if (sole) yield sole
      else if (line.text.trim() !== '') yield* recordsOf(line.where, line.text, context)
    }
  }
}

/** The values of a line on which several stand, or none. */
function recordsOf(where: string, text: string, context: ReadContext): (Element | Problem)[] {
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

async function* valueBatches(
  input: Input,
  context: ReadContext,
  only: RegExp | undefined,
): AsyncGenerator<Iterable<Element | Problem>> {
  const slicer = newSequence(context, true)
  for await (const chunk of chunksOf(input)) {
    const out: (Slice | Problem)[] = []
    slicer.write(chunk, out)
    if (out.length > 0) yield parsed(out, [''], only)
  }
  const last: (Slice | Problem)[] = []
  slicer.end(last)
  yield parsed(last, [''], only)
}

const newSequence = ({ limits }: ReadContext, closes = false) =>
  new JsonSlicer([''], { ...limits, sequence: true, closes })
