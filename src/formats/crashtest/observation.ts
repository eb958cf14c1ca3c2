import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { Endpoint, Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating, scoreOf } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, needed, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'
import type { Description } from './description.ts'
import { vulnerabilityOf } from './known-vulnerability.ts'

export const findingSchema = z.object({
  service_type: text,
  finding_description_slug: needed,
  information: text,
  product: text,
  version: label,
  created_at: text,
  cve_findings: z.array(z.unknown()).nullish(),
})

type Finding = z.output<typeof findingSchema>

const KINDS = byWord<Kind>({ portscan: 'runtime', ssl: 'runtime' })

/** A finding, and what is known against the version that it found. */
export function* itemsOf(
  finding: Finding,
  descriptions: Map<string, Description>,
  { where, text: raw }: Element,
): Generator<Observation | Problem> {
  yield observationOf(finding, descriptions.get(finding.finding_description_slug), raw)
  const { product, version, created_at } = finding
  for (const [index, value] of (finding.cve_findings ?? []).entries())
    yield vulnerabilityOf(
      { where: `${where}/cve_findings/${index}`, value },
      { product, version, seenAt: isoTime(created_at) },
    )
}

function observationOf(finding: Finding, description: Description | undefined, raw: string): Observation {
  const { finding_description_slug: slug, information, service_type, created_at, product, version } = finding
  const { title = slug, how_to_fix: remediation, baseScore } = description ?? {}
  const score = scoreOf(baseScore)
  const rating = cvssRating({ score, version: '3.0' })
  const endpoint = placeIn(information)
  const seenAt = isoTime(created_at)
  return observe({
    kind: KINDS[service_type ?? ''] ?? 'web',
    rule: slug,
    title: slug === service_type || endpoint === undefined ? (information ?? title) : title,
    description: paragraphs(information, description?.description) ?? '',
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    ...(score !== undefined && { toolSeverity: String(score) }),
    ...(rating && { cvss: [rating] }),
    cwes: cwesOf(/\bCWE-\d+/.exec(description?.description ?? '')?.[0]),
    advisories: advisoryIdsIn(title, information),
    ...(endpoint && { endpoint }),
    ...(product && { component: { name: product, ...(version && { version }) } }),
    references: linksOf(description?.reference_owasp, description?.reference_resolution),
    ...(remediation && { remediation }),
    ...(seenAt && { seenAt }),
    raw,
  })
}

/** A sentence names the place, in words that differ from check to check. */
function placeIn(information: string | undefined): Endpoint | undefined {
  const said = information?.slice(0, 4000) ?? ''
  const url = /https?:\/\/[^\s"',]+/.exec(said)?.[0] ?? /\bon site ([^\s"',]+)/.exec(said)?.[1]
  if (!url) return undefined
  const parameter = /\bparameter ["']?([^\s"']+)/.exec(said)?.[1]
  const method =
    /\bmethod "?([a-z]+)/i.exec(said)?.[1] ??
    /\((GET|POST|PUT|DELETE|PATCH)\)|\ba (GET|POST) request/.exec(said)?.[1]
  const evidence = /\bpayload ["']?([\s\S]+?)["']?$/.exec(said)?.[1]
  return {
    url: url.replace(/\.$/, ''),
    ...(method && { method: method.toUpperCase() }),
    ...(parameter && { parameter }),
    ...(evidence && { evidence }),
  }
}
