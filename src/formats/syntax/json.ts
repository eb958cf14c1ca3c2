import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { emptyReport, UnreadableReport } from '../unreadable.ts'
import { chunksOf } from './chunks.ts'
import { cutElement } from './cut-element.ts'
import type { Element } from './element.ts'
import { JsonRest } from './json-rest.ts'
import { JsonSlicer, type Slice } from './json-slicer.ts'
import { BROKEN, valuesOf } from './values-of.ts'

export type { Element } from './element.ts'

export interface ElementChoice {
  /** Elements whose text it does not match are passed over without being parsed. */
  only?: RegExp | undefined
  /**
   * Patterns of parts of elements that stand for themselves, each beginning with its element's: an element that the document's end cuts
   * is given without what of it is not whole, if one of these is.
   */
  inner?: string[]
}

/**
 * The values of a JSON document that match one of the patterns (`/runs/*`-like JSON pointers, `*` = any key or index), in the
 * order of the document; what is inside a match is not looked at again. An element that is not JSON, too large or too deep
 * becomes a Problem and reading goes on; a document that breaks off ends in one. Throws UnreadableReport when it is not JSON.
 */
export async function* eachElement(
  input: Input,
  context: ReadContext,
  patterns: string[],
  choice: ElementChoice = {},
): AsyncGenerator<Element | Problem> {
  // Not yield*, which takes twice as long over a list that is not asynchronous itself.
  for await (const batch of elementBatches(input, context, patterns, choice))
    for (const element of batch) yield element
}

/**
 * What `eachElement` yields, many at a time: for formats whose reports have hundreds of thousands of small elements.
 */
export async function* elementBatches(
  input: Input,
  context: ReadContext,
  patterns: string[],
  { only, inner = [] }: ElementChoice = {},
): AsyncGenerator<readonly (Element | Problem)[]> {
  const slicer = new JsonSlicer(patterns, context.limits)
  for await (const chunk of chunksOf(input)) {
    const out: (Slice | Problem)[] = []
    slicer.write(chunk, out)
    if (out.length > 0) yield parsed(out, patterns, only)
  }
  refuseEmpty(slicer)
  const cut = cutElement(slicer, patterns, inner, context.limits)
  const last: (Slice | Problem)[] = cut ? [cut] : []
  slicer.end(last)
  yield parsed(last, patterns, only)
}

/** What was cut out, parsed. */
export function parsed(
  slices: readonly (Slice | Problem)[],
  patterns: string[],
  only: RegExp | undefined,
): (Element | Problem)[] {
  const wanted = only ? slices.filter((slice) => slice.type !== 'slice' || only.test(slice.text)) : slices
  const values = valuesOf(wanted.filter((slice) => slice.type === 'slice').map(({ text }) => text))
  let at = 0
  return wanted.map((slice) => (slice.type === 'slice' ? elementOf(slice, patterns, values[at++]) : slice))
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

function elementOf(slice: Slice, patterns: string[], value: unknown): Element | Problem {
  return value === BROKEN
    ? loss(slice.where, 'this element is not valid JSON and is left out')
    : {
        type: 'element',
        pattern: patterns[slice.pattern] ?? '',
        where: slice.where,
        holder: slice.holder,
        value,
        text: slice.text,
      }
}

function refuseEmpty(slicer: JsonSlicer): void {
  if (slicer.empty) throw emptyReport()
}
