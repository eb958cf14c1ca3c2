import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { emptyReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import type { Element } from './element.ts'
import { elementBatches, parsed } from './json.ts'
import { skipOver, startSkip } from './json-skip.ts'
import { JsonSlicer, type Slice } from './json-slicer.ts'
import { cutLines, eachLine, type Line, textOf } from './lines.ts'
import { BROKEN, valuesOf } from './values-of.ts'

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

/** What `eachRecord` yields, many at a time. */
async function* recordBatches(
  input: Input,
  context: ReadContext,
  only: RegExp | undefined,
): AsyncGenerator<readonly (Element | Problem)[]> {
  const shape = await shapeOf(input, context)
  if (shape === 'array') yield* elementBatches(input, context, ['/*'], { only })
  else if (shape === 'lines')
    for await (const lines of recordLines(input, context)) yield recordsIn(lines, context, only)
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

interface RecordLine extends Line {
  /** Whether it holds one object and nothing else, as nearly all do: these need no cutting. */
  sole: boolean
}

const recordLines = (input: Input, context: ReadContext): AsyncGenerator<readonly (RecordLine | Problem)[]> =>
  cutLines(input, context, (where, bytes) => ({
    type: 'line',
    where,
    text: textOf(bytes),
    sole: isSoleObject(bytes, context.limits.maxDepth),
  }))

function isSoleObject(bytes: Buffer, maxDepth: number): boolean {
  if (bytes[0] !== OPEN) return false
  const skip = startSkip(OPEN)
  const end = skipOver(skip, bytes, 1)
  return end >= 0 && skip.deepest <= maxDepth && (end === bytes.length || bytes.subarray(end).every(isBlank))
}

const OPEN = 0x7b

/** White space of JSON, which may follow on the line. */
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d

function recordsIn(
  lines: readonly (RecordLine | Problem)[],
  context: ReadContext,
  only: RegExp | undefined,
): (Element | Problem)[] {
  const wanted = only ? lines.filter((line) => line.type === 'problem' || only.test(line.text)) : lines
  const values = valuesOf(
    wanted.filter((line): line is RecordLine => line.type === 'line' && line.sole).map(({ text }) => text),
  )
  let at = 0
  return wanted.flatMap((line) => {
    if (line.type === 'problem') return line
    const { where, text, sole } = line
    const value = sole ? values[at++] : BROKEN
    if (value !== BROKEN) return { type: 'element', pattern: '', where, holder: '', value, text }
    return text.trim() === '' ? [] : recordsOf(where, text, context)
  })
}

/** The values of a line on which several stand, or none. */
function recordsOf(where: string, text: string, context: ReadContext): (Element | Problem)[] {
  const out: (Slice | Problem)[] = []
  const slicer = newSequence(context)
  slicer.write(Buffer.from(text), out)
  slicer.end(out)
  const found = parsed(out, [''], undefined)
  const values = found.filter((item) => item.type === 'element').map((element) => ({ ...element, where }))
  return values.length === found.length
    ? values
    : [...values, loss(where, 'this line is not valid JSON and is left out')]
}

async function* valueBatches(
  input: Input,
  context: ReadContext,
  only: RegExp | undefined,
): AsyncGenerator<readonly (Element | Problem)[]> {
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
