import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { componentsOf } from './components.ts'
import { secrets, violations } from './observations.ts'
import {
  COMPONENTS,
  DEPENDENCIES,
  type Parts,
  partsOf,
  SECRETS,
  secretSchema,
  VIOLATIONS,
  VULNERABILITIES,
  violationSchema,
  vulnerabilitySchema,
} from './parts.ts'
import { holdersIn, vulnerable } from './vulnerabilities.ts'

export const reversinglabs = {
  id: 'reversinglabs',
  name: 'ReversingLabs Spectra Assure',
  link: 'https://docs.secure.software/concepts/analysis-reports',
  extensions: ['.json'],
  kinds: ['dependency', 'secret', 'malware', 'code', 'license'],
  howTo: 'rl-secure report rl-json pkg:rl/project/package@1.0 --output-path .',
  detect,
  read,
} satisfies Format

const outline = z.object({
  report: z.object({ info: z.object({ inhibitors: z.object({}) }), metadata: z.object({}).optional() }),
})

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z.object({
  report: z.object({
    info: z.object({
      file: part(z.object({ name: text, identity: part(z.object({ product: text })) })),
      unpacking: part(z.object({ errors: part(z.record(z.string(), z.unknown())) })),
    }),
    /** Lists of nothing are null. */
    metadata: z.object({ violations: z.record(z.string(), z.unknown()).nullable() }),
  }),
  timestamp: text,
  version: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { report, version, timestamp } = await jsonFrame(input, context, {
    name: "Spectra Assure's rl-json",
    omit: [
      ...[COMPONENTS, DEPENDENCIES, SECRETS, VIOLATIONS, VULNERABILITIES],
      '/report/metadata/indicators/*',
      '/report/metadata/cryptography/*',
    ],
    schema: frameSchema,
  })
  const { file, unpacking } = report.info
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Spectra Assure',
    toolVersion: version,
    // A file's name holds its version, and the next version's report is about the same product.
    target: file?.identity?.product ?? file?.name,
    producedAt: isoTime(timestamp),
  })
  yield* unreadFiles(unpacking?.errors)
  const parts = await partsOf(input, context)
  yield* componentsOf(parts)
  const holders = holdersIn(parts)
  for await (const element of eachElement(input, context, [VULNERABILITIES, SECRETS, VIOLATIONS]))
    if (element.type === 'problem') yield element
    else if (element.pattern === VULNERABILITIES) yield* vulnerabilityItems(element, holders)
    else yield* element.pattern === SECRETS ? secretItems(element, parts) : violationItems(element, parts)
}

function* vulnerabilityItems(element: Element, holders: ReturnType<typeof holdersIn>): Generator<Item> {
  const found = shaped(vulnerabilitySchema, element)
  const id = keyAt(element.where)
  const raw = JSON.stringify({ [id]: element.value })
  if (found.type === 'problem') yield found
  else yield* vulnerable(id, found.value, holders.get(id) ?? [], raw)
}

function* secretItems(element: Element, parts: Parts): Generator<Item> {
  const secret = shaped(secretSchema, element)
  if (secret.type === 'problem') yield secret
  else yield* secrets(secret.value, parts, element)
}

/** The rules whose vulnerabilities and secrets stand for themselves are no findings beside them. */
function* violationItems(element: Element, parts: Parts): Generator<Item> {
  const violation = shaped(violationSchema, element)
  if (violation.type === 'problem') yield violation
  else if (!parts.detailed.has(violation.value.rule_id))
    yield* violations(violation.value, parts, element.text)
}

/** Files that could not be unpacked, by path or by id. */
function* unreadFiles(errors: Record<string, unknown> | undefined): Generator<Problem> {
  for (const [kind, files] of Object.entries(errors ?? {})) {
    const count = typeof files === 'object' && files !== null ? Object.keys(files).length : 0
    if (count > 0)
      yield problem(
        `/report/info/unpacking/errors/${kind}`,
        `${count} ${count === 1 ? 'file' : 'files'} could not be unpacked: what they hold was not looked at`,
      )
  }
}
