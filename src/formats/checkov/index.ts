import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { observationOf } from './observation.ts'
import { eachJunitRecord, eachTableRecord, isJunit, isTable, type OfFramework } from './other-shapes.ts'
import { recordSchema } from './record.ts'

const FAILED = '/results/failed_checks/*'
const SKIPPED = '/results/skipped_checks/*'
const UNPARSED = '/results/parsing_errors/*'
const PASSED = '/results/passed_checks'

/** One framework's checks make one object; a run over several makes an array of them. */
const oneOrMany = (patterns: string[]): string[] => patterns.flatMap((pattern) => [pattern, `/*${pattern}`])

export const checkov = {
  id: 'checkov',
  name: 'Checkov',
  link: 'https://www.checkov.io/2.Basics/Reviewing%20Scan%20Results.html',
  extensions: ['.json', '.xml', '.csv'],
  kinds: ['config', 'secret', 'dependency', 'container', 'license', 'pipeline', 'code', 'api'],
  howTo: 'checkov --directory . --output json > checkov.json',
  detect,
  read,
} satisfies Format

const nothing = z.object({ passed: z.number(), failed: z.number(), checkov_version: z.string() })
const run = z.object({
  check_type: z.string(),
  results: z.object({}),
  summary: part(z.object({ checkov_version: text })),
})

function detect(sample: Sample): number {
  if (isJunit(sample) || isTable(sample)) return 1
  const { outline } = sample
  const first = Array.isArray(outline) ? outline[0] : outline
  if (fits(nothing, first)) return 1
  const results = fits(run, first) ? Object.keys((first as { results: object }).results) : []
  return results.some((key) => /^(?:passed|failed|skipped)_checks$/.test(key)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const sample = await sampleOf(input)
  if (isJunit(sample)) yield* readRecords(eachJunitRecord(input, context))
  else if (isTable(sample)) yield* readRecords(eachTableRecord(input, context))
  else yield* readJson(input, context)
}

/** A header for each framework that has findings, where the report tells frameworks. */
async function* readRecords(records: AsyncIterable<OfFramework | Problem>): AsyncGenerator<Item> {
  let shown: string | undefined
  for await (const record of records) {
    if (record.type === 'problem') {
      yield record
      continue
    }
    if (shown !== record.framework) yield header(undefined, record.framework)
    shown = record.framework
    yield itemOf(record, record.framework)
  }
  if (shown === undefined) yield header()
}

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Checkov JSON',
    omit: oneOrMany([FAILED, SKIPPED, UNPARSED, PASSED]),
    schema: z.union([run, nothing, z.array(z.unknown()).nonempty()]),
  })
  const runs = Array.isArray(frame) ? frame : [frame]
  const shown: Run = { next: 0, type: '' }
  for await (const element of eachElement(input, context, oneOrMany([FAILED, SKIPPED, UNPARSED]))) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    yield* headersUpTo(indexIn(element, frame), runs, shown)
    yield itemOf(element, shown.type)
  }
  yield* headersUpTo(runs.length - 1, runs, shown)
}

interface Run {
  /** Index of the first run without a header yet. */
  next: number
  /** Framework of the latest run. */
  type: string
}

const indexIn = (element: Element, frame: unknown): number =>
  Array.isArray(frame) ? Number(element.where.split('/')[1]) : 0

/** Each framework was looked at whether it has findings or not, so each has its header. */
function* headersUpTo(last: number, runs: unknown[], shown: Run): Generator<Item> {
  for (; shown.next <= last; shown.next++) {
    const value = runs[shown.next]
    const data = readBy(run, value)
    if (data) {
      shown.type = data.check_type
      yield header(data.summary?.checkov_version, data.check_type)
      continue
    }
    const empty = readBy(nothing, value)
    yield empty
      ? header(empty.checkov_version)
      : loss(`/${shown.next}`, 'is no result of a Checkov framework')
  }
}

const header = (toolVersion?: string, target?: string): ReportHeader => ({
  type: 'header',
  tool: 'Checkov',
  ...(toolVersion && { toolVersion }),
  ...(target?.trim() && { target }),
})

function itemOf(element: Element, framework: string): Item {
  if (element.pattern.endsWith(UNPARSED)) {
    const file = typeof element.value === 'string' ? element.value : 'a file'
    return problem(element.where, `Checkov could not parse ${file}: it may hold more`)
  }
  const record = shaped(recordSchema, element)
  return record.type === 'problem' ? record : observationOf(record.value, framework, element)
}
