import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { anything, flag, needed, part, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

/** The API's answer, and the parts of it that people save. */
const MEMBERS = ['/result/issues/*', '/issues/*']

export const cloudflareInsights = {
  id: 'cloudflare-insights',
  name: 'Cloudflare Security Center insights',
  link: 'https://developers.cloudflare.com/api/resources/security_center/subresources/insights/',
  extensions: ['.json', '.csv'],
  kinds: ['config'],
  howTo:
    'curl -H "Authorization: Bearer TOKEN" https://api.cloudflare.com/client/v4/accounts/ID/security-center/insights',
  detect,
  read,
} satisfies Format

const known = z.object({ issue_class: z.string(), issue_type: z.string(), subject: z.string() })

function detect({ outline, columns }: Sample): number {
  if (columns) return ['issue_class', 'issue_type', 'subject'].every((name) => columns.includes(name)) ? 1 : 0
  return fits(known, firstListed(outline, MEMBERS)) ? 1 : 0
}

const insightSchema = z.object({
  issue_class: needed,
  subject: needed,
  issue_type: text,
  id: text,
  severity: text,
  status: text,
  dismissed: flag,
  user_classification: text,
  timestamp: anything,
  payload: part(z.object({ zone_tag: text, detection_method: text })),
  resolve_link: text,
  resolve_text: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Cloudflare Security Center' }
  const once = eachOnce()
  for await (const element of elementsIn(input, context)) {
    const insight = element.type === 'problem' ? element : shaped(insightSchema, element)
    if (insight.type === 'problem' || element.type === 'problem') {
      if (insight.type === 'problem') yield insight
      continue
    }
    yield* once([{ type: 'asset', kind: 'host', name: insight.value.subject }])
    yield observationOf(insight.value, element.text)
  }
}

interface Found {
  type: 'found'
  where: string
  value: unknown
  text: string
}

async function* elementsIn(input: Input, context: ReadContext): AsyncGenerator<Found | Problem> {
  const first = await firstCharacter(input)
  if (first === '{' || first === '[') {
    const list = { name: 'insights of Cloudflare', members: MEMBERS }
    for await (const element of eachListed(input, context, list))
      yield element.type === 'problem' ? element : { ...element, type: 'found' }
    return
  }
  for await (const entry of eachRow(input, context))
    yield entry.type === 'problem'
      ? entry
      : { type: 'found', where: entry.where, value: { ...entry.row }, text: entry.text }
}

function observationOf(insight: z.output<typeof insightSchema>, raw: string): Observation {
  const { issue_class: rule, subject } = insight
  const words = rule.replaceAll(/[_-]+/g, ' ')
  return observe({
    kind: 'config',
    rule,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    severity: severityOfWord(insight.severity),
    toolSeverity: insight.severity,
    resource: { address: subject, type: 'domain', provider: 'cloudflare' },
    references: linksOf(insight.resolve_link),
    remediation: insight.resolve_text,
    fingerprints: insight.id ? { cloudflare: insight.id } : undefined,
    verdict: verdictOf(insight),
    seenAt: isoTime(insight.timestamp),
    tags: insight.issue_type ? [insight.issue_type] : [],
    raw,
  })
}

function verdictOf(insight: z.output<typeof insightSchema>): Observation['verdict'] {
  const source = 'cloudflare-insight'
  if (insight.user_classification === 'false_positive')
    return { state: 'false_positive', reason: 'classified as false positive', source }
  if (insight.dismissed || insight.user_classification === 'accept_risk')
    return { state: 'accepted', reason: 'dismissed', source }
  return insight.status === 'resolved' ? { state: 'fixed', reason: 'resolved', source } : undefined
}
