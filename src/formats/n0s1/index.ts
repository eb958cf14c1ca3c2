import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, needed, number, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const FINDINGS = '/findings/*'

export const n0s1 = {
  id: 'n0s1',
  name: 'n0s1',
  link: 'https://github.com/spark1security/n0s1#readme',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'n0s1 confluence_scan --server https://shop.atlassian.example --report-file n0s1.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  tool: z.object({
    name: z.literal('n0s1'),
    version: label,
    scan_arguments: part(z.object({ scan_target: text })),
  }),
  scan_date: part(z.object({ timestamp: number, date_utc: text })),
  findings: z.record(z.string(), z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

const findingSchema = z.object({
  id: text,
  url: text,
  secret: text,
  details: z.object({
    matched_regex_config: z.object({ id: needed, description: text, tags: texts }),
    platform: text,
    ticket_field: text,
  }),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { tool, scan_date } = await jsonFrame(input, context, {
    name: "n0s1's JSON",
    omit: [FINDINGS, '/regex_config/rules/*'],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'n0s1',
    toolVersion: tool.version,
    target: tool.scan_arguments?.scan_target,
    producedAt: isoTime(scan_date?.timestamp ?? scan_date?.date_utc),
  })
  const elements = eachElement(input, context, [FINDINGS])
  yield* shapedItems(elements, findingSchema, (finding, { text: raw }) => observationOf(finding, raw))
}

/** The text around the match is printed with the secret taken out, so there is no secret to hash: the tool's own id stands for it. */
function observationOf(finding: z.output<typeof findingSchema>, raw: string): Observation {
  const { id, url, details, secret } = finding
  const { id: rule, description, tags } = details.matched_regex_config
  const redacted = /<REDACTED>/i.test(secret ?? '')
  return observe({
    kind: 'secret',
    rule,
    title: description ?? rule,
    description: details.ticket_field && `Found in the ${details.ticket_field}`,
    severity: 'unknown',
    endpoint: url ? { url, ...(redacted && secret && { evidence: secret }) } : undefined,
    resource: url ? { address: url, provider: details.platform?.toLowerCase() } : undefined,
    ...(redacted ? {} : { secret }),
    references: linksOf(url),
    fingerprints: id === undefined ? undefined : { id },
    tags: [...(details.platform ? [details.platform] : []), ...tags],
    raw,
  })
}
