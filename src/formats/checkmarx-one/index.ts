import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { isObject, type Json } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { adviceIn, frameSchema, headerOf, holdersOf, unreadParts } from './frame.ts'
import { observationOf } from './observation.ts'
import { resultSchema } from './result.ts'

/** A scan report has an engine's results in places of its own, by its edition; the command line's has all in one list. */
const ENGINES: { [pattern: string]: string } = byWord({
  '/scanResults/sast/languages/*/queries/*/vulnerabilities/*': 'sast',
  '/scanResults/resultsList/*/vulnerabilities/*': 'sast',
  '/scanResults/kics/technology/*/queries/*/resultsList/*': 'kics',
  '/iacScanResults/technology/*/queries/*/resultsList/*': 'kics',
  '/scanResults/sca/packages/*/vulnerabilities/*': 'sca',
  '/scaScanResults/packages/*/vulnerabilities/*': 'sca',
  '/results/*': '',
})

const PATTERNS = Object.keys(ENGINES)

export const checkmarxOne = {
  id: 'checkmarx-one',
  name: 'Checkmarx One',
  link: 'https://docs.checkmarx.com/en/34965-68636-results.html',
  extensions: ['.json'],
  kinds: ['code', 'config', 'dependency', 'container', 'malware', 'secret', 'pipeline'],
  howTo: 'cx results show --scan-id ID --report-format json --output-name checkmarx',
  detect,
  read,
} satisfies Format

const outline = z.union([
  z.object({ reportHeader: z.object({ projectName: z.string() }), scanResults: z.object({}) }),
  z.object({
    results: z.tuple(
      [z.object({ type: z.string(), similarityId: z.string(), state: z.string() })],
      z.unknown(),
    ),
  }),
  z.object({ results: z.array(z.unknown()), totalCount: z.number(), scanID: z.string() }),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Checkmarx One JSON',
    omit: PATTERNS,
    schema: frameSchema,
  })
  yield headerOf(frame)
  for await (const element of eachElement(input, context, PATTERNS))
    yield element.type === 'problem' ? element : itemOf(element, frame)
  yield* unreadParts(frame)
}

function itemOf(element: Element, frame: Json): Item {
  const { value, where } = element
  if (!isObject(value)) return loss(where, 'this result is not an object and is left out')
  const { data, vulnerabilityDetails, ...own } = value
  // A result repeats some members at another depth, by edition; its own stand before those around it.
  const parts = [...holdersOf(frame, where), vulnerabilityDetails, data, own]
  const merged: Json = Object.assign(Object.create(null), ...parts.filter(isObject))
  const result = shaped(resultSchema, { where, value: { ...merged } })
  if (result.type === 'problem') return result
  const engine = ENGINES[element.pattern] || result.value.type || ''
  return observationOf(result.value, { engine, raw: element.text, advice: adviceIn(frame, result.value) })
}
