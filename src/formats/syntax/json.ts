import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { emptyReport, UnreadableReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import type { Element } from './element.ts'
import { JsonRest } from './json-rest.ts'
import { JsonSlicer, type Slice } from './json-slicer.ts'

export type { Element } from './element.ts'

/**
 * The values of a JSON document that match one of the patterns (`/runs/*`-like JSON pointers, `*` = any key or index), in the
 * order of the document; what is inside a match is not looked at again. An element that is not JSON, too large or too deep
 * becomes a Problem and reading goes on; a document that breaks off ends in one. Elements whose text `only` does not match are passed
 * over without being parsed. Throws UnreadableReport when it is not JSON.
 */
export async function* eachElement(
  input: Input,
  context: ReadContext,
  patterns: string[],
  only?: RegExp,
): AsyncGenerator<Element | Problem> {
  // Not yield*, which takes twice as long over a list that is not asynchronous itself.
  for await (const batch of elementBatches(input, context, patterns, only))
    for (const element of batch) yield element
}

/**
 * What `eachElement` yields, many at a time and parsed one by one as they are taken: for formats whose reports have hundreds of
 * thousands of small elements.
 */
export async function* elementBatches(
  input: Input,
  context: ReadContext,
  patterns: string[],
  only?: RegExp,
): AsyncGenerator<Iterable<Element | Problem>> {
  const slicer = new JsonSlicer(patterns, context.limits)
  for await (const chunk of chunksOf(input)) {
    const out: (Slice | Problem)[] = []
    slicer.write(chunk, out)
    if (out.length > 0) yield parsed(out, patterns, only)
  }
  refuseEmpty(slicer)
  const last: (Slice | Problem)[] = []
  slicer.end(last)
  yield parsed(last, patterns, only)
}

/** What was cut out, parsed one by one as it is taken. */
export function* parsed(
  slices: (Slice | Problem)[],
  patterns: string[],
  only: RegExp | undefined,
): Generator<Element | Problem> {
  for (const slice of slices)
    if (slice.type !== 'slice') yield slice
    else if (!only || only.test(slice.text)) yield parseSlice(slice, patterns)
}

/**
 * The document without the elements that match `omit`: arrays of them are empty, members are missing. For what must be known
 * as a whole (tool, rules) beside the large arrays. Parts that are not JSON or over the limits are left out with a problem.
 */
export async function wholeJson(
  input: Input,
  context: ReadContext,
  omit: string[] = [],
): Promise<{ value: unknown; problems: Problem[] }> {
  const rest = new JsonRest(context.limits.maxElementBytes)
  const slicer = new JsonSlicer(omit, { ...context.limits, rest, closes: true })
  const out: (Slice | Problem)[] = []
  for await (const chunk of chunksOf(input)) slicer.write(chunk, out)
  refuseEmpty(slicer)
  slicer.end(out)
  const problems = out.filter((item) => item.type === 'problem')
  try {
    return { value: JSON.parse(rest.text()), problems }
  } catch (cause) {
    throw new UnreadableReport(
      'broken',
      'This JSON document is damaged: send the file again as the tool wrote it.',
      { cause },
    )
  }
}

export function parseSlice(slice: Slice, patterns: string[]): Element | Problem {
  try {
    const value: unknown = JSON.parse(slice.text)
    return {
      type: 'element',
      pattern: patterns[slice.pattern] ?? '',
      where: slice.where,
      holder: slice.holder,
      value,
      text: slice.text,
    }
  } catch {
    return loss(slice.where, 'this element is not valid JSON and is left out')
  }
}

function refuseEmpty(slicer: JsonSlicer): void {
  if (slicer.empty) throw emptyReport()
}
