import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, listOf, needed, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { adviceOf } from './advice.ts'
import { licensesOf } from './licenses.ts'

export const meterian = {
  id: 'meterian',
  name: 'Meterian',
  link: 'https://docs.meterian.io/meterian-clients-new/meterian-client/command-line-reports',
  extensions: ['.json'],
  kinds: ['dependency', 'license', 'malware'],
  howTo: 'meterian --report-json=meterian.json',
  detect,
  read,
} satisfies Format

/** What is known of any report of Meterian's from its beginning. */
const startSchema = z.object({
  scores: z.object({ stability: label, security: label, licensing: label }),
  reports: z.object({ security: z.object({ reports: z.array(z.unknown()) }) }),
})

const languages = z.array(z.object({ language: text }))
const frameSchema = z.object({
  url: text,
  timestamp: text,
  reports: z.object({
    security: z.object({ reports: languages }),
    licensing: part(z.object({ reports: languages })),
  }),
})

function detect({ outline }: Sample): number {
  return fits(startSchema, outline) ? 1 : 0
}

const ADVISED = '/reports/security/reports/*/reports/*'
const LICENSED = '/reports/licensing/reports/*/results/*'
const VERSIONS = '/reports/stability/reports/*/versions'

const advisedSchema = z.object({
  dependency: z.object({ name: needed, version: label }),
  advices: z.array(z.unknown()),
  hierarchy: listOf(z.string()),
  locations: listOf(z.string()),
  safeVersions: part(z.record(z.string(), z.unknown())),
  transitive: z.unknown().optional(),
})

export type Advised = z.output<typeof advisedSchema>

/**
 * A report has a list for each question (security, licensing, stability), in each a list for each language. What stability says is which
 * newer versions there are, which is no weakness: it is passed over.
 */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { url, timestamp, reports } = await jsonFrame(input, context, {
    name: "Meterian's JSON",
    omit: [ADVISED, LICENSED, VERSIONS],
    schema: frameSchema,
  })
  const project = url && URL.canParse(url) ? new URL(url).searchParams : undefined
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Meterian',
    target: project?.get('pid') ?? undefined,
    branch: project?.get('branch') ?? undefined,
    producedAt: isoTime(timestamp),
  })
  for await (const element of eachElement(input, context, [ADVISED, LICENSED])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const question = element.pattern === ADVISED ? reports.security : reports.licensing
    const language = question?.reports[Number(element.where.split('/')[4])]?.language
    if (element.pattern === LICENSED) {
      yield* licensesOf(element, language)
      continue
    }
    const advised = shaped(advisedSchema, element)
    if (advised.type === 'problem') yield advised
    else
      for (const [index, value] of advised.value.advices.entries())
        yield adviceOf({ where: `${element.where}/advices/${index}`, value }, advised.value, language)
  }
}
