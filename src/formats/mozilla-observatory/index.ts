import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asObject, isObject } from '../values/fields.ts'
import { anything, flag, label, part, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'

export const mozillaObservatory = {
  id: 'mozilla-observatory',
  name: 'Mozilla HTTP Observatory',
  link: 'https://github.com/mozilla/http-observatory/blob/main/httpobs/docs/api.md#tests',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'mdn-http-observatory-scan shop.example > observatory.json',
  detect,
  read,
} satisfies Format

const test = z.object({ expectation: z.string(), pass: z.boolean(), result: z.string() })

/** The tests by name, beside what is said of the scan, or alone. */
function testsIn(report: unknown): Record<string, unknown> | undefined {
  const tests = asObject(asObject(report)?.tests) ?? asObject(report)
  return tests && Object.values(tests).some((value) => fits(test, value)) ? tests : undefined
}

function detect({ outline }: Sample): number {
  return testsIn(outline) ? 1 : 0
}

const testSchema = z
  .object({
    result: text,
    pass: flag,
    name: text,
    score_description: text,
    scoreDescription: text,
    score_modifier: label,
    scoreModifier: label,
    expectation: text,
  })
  .refine(({ pass }) => pass !== undefined, { path: ['pass'] })

const scanSchema = z.object({
  algorithm_version: label,
  algorithmVersion: label,
  end_time: text,
  scannedAt: label,
  response_headers: anything,
  responseHeaders: anything,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const damage: Problem[] = []
  const report = await jsonFrame(input, context, {
    damage,
    name: 'Mozilla Observatory JSON',
    omit: [],
    schema: z.record(z.string(), z.unknown()).refine((value) => testsIn(value), { path: ['tests'] }),
  })
  const tests = testsIn(report) ?? {}
  const scan = part(scanSchema).parse(report.scan)
  const route = asObject(asObject(tests.redirection)?.output)?.route ?? asObject(tests.redirection)?.route
  const url = Array.isArray(route) && typeof route[0] === 'string' ? route[0] : undefined
  const toolVersion = scan?.algorithm_version ?? scan?.algorithmVersion
  const producedAt = isoTime(scan?.end_time ?? scan?.scannedAt)
  yield {
    type: 'header',
    tool: 'Mozilla HTTP Observatory',
    ...(toolVersion && { toolVersion: `algorithm ${toolVersion}` }),
    ...(url && { target: url }),
    ...(producedAt && { producedAt }),
  }
  yield* damage
  yield* newSite(url, new Set())
  const response = headersIn(scan?.response_headers ?? scan?.responseHeaders)
  const place = report.tests === tests ? '/tests/' : '/'
  for (const [name, value] of Object.entries(tests)) {
    const result = shaped(testSchema, { where: `${place}${name}`, value })
    if (result.type === 'problem') yield result
    else if (result.value.pass === false)
      yield observationOf(name, result.value, { url, response, value: asObject(value) ?? {} })
  }
}

const headersIn = (headers: unknown): string | undefined =>
  isObject(headers)
    ? Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n') || undefined
    : undefined

interface Place {
  /** The first address that was asked; the report names the site nowhere else. */
  url: string | undefined
  response: string | undefined
  value: Record<string, unknown>
}

function observationOf(
  name: string,
  item: z.output<typeof testSchema>,
  { url, response, value }: Place,
): Observation {
  const said = item.score_description ?? item.scoreDescription ?? item.result ?? name
  const facts = Object.entries(asObject(value.output) ?? factsOf(value)).filter(
    ([, fact]) => fact !== null && fact !== undefined,
  )
  return observe({
    kind: 'web',
    rule: name,
    title: said,
    description: [said, item.expectation && `Expected: ${item.expectation}`].filter(Boolean).join('\n'),
    severity: 'unknown',
    toolSeverity: item.score_modifier ?? item.scoreModifier,
    endpoint: url
      ? {
          url,
          response,
          evidence:
            facts
              .map(([fact, is]) => `${fact}: ${typeof is === 'string' ? is : JSON.stringify(is)}`)
              .join('\n') || undefined,
        }
      : undefined,
    tags: item.result ? [item.result] : [],
    raw: JSON.stringify({ [name]: value }),
  })
}

const WORDS = /^(?:expectation|name|pass|result|score_?description|score_?modifier)$/i

const factsOf = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !WORDS.test(key)))
