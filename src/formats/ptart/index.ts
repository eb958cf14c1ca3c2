import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { anything, label, listOf, needed, number, shaped, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress } from '../values/web-address.ts'

export const ptart = {
  id: 'ptart',
  name: 'PTART',
  link: 'https://github.com/Vincent-Ruelle/ptart',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'In PTART, open the project and export it as JSON.',
  detect,
  read,
} satisfies Format

const HITS = '/assessments/*/hits/*'
const RETESTS = '/retests/*/hits/*'

const frameSchema = z.object({
  name: z.string(),
  scope: text,
  end_date: text,
  assessments: z.array(z.object({ hits: z.array(z.unknown()).optional() })),
  retests: z.array(z.unknown()),
})

const markSchema = z.object({ executive_summary: anything, engagement_overview: anything })

function detect({ outline }: Sample): number {
  if (!fits(frameSchema, outline)) return 0
  const marks = readBy(markSchema, outline)
  return marks?.executive_summary !== undefined && marks.engagement_overview !== undefined ? 1 : 0
}

const hitFields = {
  id: label,
  body: text,
  remediation: text,
  asset: text,
  severity: number,
  cvss_vector: text,
  cvss_score: anything,
  added: text,
  labels: texts,
  cwes: listOf(z.object({ cwe_id: label })),
  references: listOf(z.object({ url: text })),
}
const hitSchema = z.object({ title: needed, ...hitFields })
const retestSchema = z.object({ original_hit: hitSchema, status: text, body: text })

type Hit = z.output<typeof hitSchema>

/** What a later look at a hit found: `F`ixed, `NF` not, `PF` partly, `NA` not applicable, `NT` not tested. */
interface Retest {
  status?: string | undefined
  body?: string | undefined
}

/** A hit that was looked at again stands twice in the document; it is told once, with what came of it. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { name, end_date } = await jsonFrame(input, context, {
    name: "PTART's JSON",
    omit: [HITS, RETESTS],
    schema: frameSchema,
  })
  yield withoutGaps({ type: 'header' as const, tool: 'PTART', target: name, producedAt: isoTime(end_date) })
  const retests = new Map<string, Retest>()
  for await (const { value } of elementsOnly(eachElement(input, context, [RETESTS]))) {
    const retest = readBy(retestSchema, value)
    if (retest?.original_hit.id) retests.set(retest.original_hit.id, retest)
  }
  const told = new Set<string>()
  for await (const element of eachElement(input, context, [HITS, RETESTS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === HITS) {
      const hit = shaped(hitSchema, element)
      if (hit.type === 'problem') yield hit
      else {
        if (hit.value.id) told.add(hit.value.id)
        yield observationOf(hit.value, retests.get(hit.value.id ?? ''), element.text)
      }
    } else {
      const retest = shaped(retestSchema, element)
      if (retest.type === 'problem') yield retest
      else if (!told.has(retest.value.original_hit.id ?? ''))
        yield observationOf(retest.value.original_hit, retest.value, element.text)
    }
  }
}

async function* elementsOnly(elements: AsyncIterable<Element | Problem>): AsyncGenerator<Element> {
  for await (const element of elements) if (element.type === 'element') yield element
}

/** 1 is the worst. */
const SEVERITIES: Severity[] = ['unknown', 'critical', 'high', 'medium', 'low', 'info']

function observationOf(hit: Hit, retest: Retest | undefined, raw: string): Observation {
  const { id, title, body, asset, severity, remediation, labels } = hit
  const rating = cvssRating({ vector: hit.cvss_vector, score: hit.cvss_score })
  const seenAt = isoTime(hit.added)
  return observe({
    kind: 'web',
    rule: title,
    title,
    description: paragraphs(body, retest?.body && `Retest: ${retest.body}`) ?? '',
    severity: SEVERITIES[severity ?? 0] ?? 'unknown',
    ...(severity !== undefined && { toolSeverity: String(severity) }),
    ...(rating && { cvss: [rating] }),
    cwes: cwesOf(hit.cwes.map(({ cwe_id }) => cwe_id)),
    advisories: advisoryIdsIn(title, labels),
    ...(isWebAddress(asset) ? { endpoint: { url: asset } } : asset ? { resource: { address: asset } } : {}),
    references: linksOf(hit.references.map(({ url }) => url)),
    ...(remediation && { remediation }),
    ...(id && { fingerprints: { ptart: id } }),
    ...(retest?.status?.trim() === 'F' && { verdict: { state: 'fixed' as const, source: 'ptart-retest' } }),
    ...(seenAt && { seenAt }),
    tags: labels,
    raw,
  })
}
