import { cvssRating } from '../../../formats/values/cvss.ts'
import { cwesOf } from '../../../formats/values/cwe.ts'
import { asObject, asObjects, type Json, ownIn } from '../../../formats/values/fields.ts'
import type { CvssRating } from '../../../model/observation.ts'
import type { IntelItem } from '../contract.ts'
import { flaw } from '../reading/json-elements.ts'
import { cveId, time } from '../reading/said.ts'

type Assessment = Extract<IntelItem, { type: 'assessment' }>

/** What CISA's container in a CVE 5 record (https://cveproject.github.io/cve-schema/) says, or the problem that says why there is nothing. */
export function assessmentOf(value: unknown, where: string): IntelItem {
  const record = asObject(value)
  const metadata = asObject(record?.cveMetadata)
  const cve = cveId(metadata?.cveId)
  if (!cve) return flaw(where, 'this record is left out: it has no CVE id')
  const containers = asObjects(asObject(record?.containers)?.adp).filter(isCisa)
  const rejected = metadata?.state === 'REJECTED'
  if (containers.length === 0 && !rejected)
    return flaw(where, "this record is left out: CISA's container is not in it")
  const metrics = containers.flatMap((container) => asObjects(container.metrics))
  return {
    type: 'assessment',
    cve,
    ...atOf(metadata, containers, metrics),
    ...decisionsOf(metrics),
    cvss: ratingsOf(metrics),
    cwes: cwesOf(containers.flatMap(weaknessesOf)),
    rejected,
  }
}

const isCisa = (container: Json): boolean =>
  asObject(container.providerMetadata)?.shortName === 'CISA-ADP' || /^CISA ADP/i.test(String(container.title))

function atOf(metadata: Json | undefined, containers: Json[], metrics: Json[]): { at?: string } {
  const told = [
    ...ssvcIn(metrics).map((content) => content.timestamp),
    ...containers.map((container) => asObject(container.providerMetadata)?.dateUpdated),
    metadata?.dateRejected,
    metadata?.dateUpdated,
  ]
  const at = told.map(time).find((one) => one !== undefined)
  return at === undefined ? {} : { at }
}

const ssvcIn = (metrics: Json[]): Json[] =>
  metrics
    .map((metric) => asObject(metric.other))
    .filter((other) => other?.type === 'ssvc')
    .map((other) => asObject(other?.content))
    .filter((content) => content !== undefined)

const EXPLOITATION = { none: 'none', poc: 'poc', 'public poc': 'poc', active: 'active' } as const
const AUTOMATABLE = { yes: true, no: false } as const
const IMPACT = { partial: 'partial', total: 'total' } as const

/** Decision points are written in either case: `active` and `Active`. */
function decisionsOf(metrics: Json[]): Partial<Assessment> {
  const points = new Map<string, string>()
  for (const option of ssvcIn(metrics).flatMap((content) => asObjects(content.options)))
    for (const [point, chosen] of Object.entries(option))
      points.set(point.trim().toLowerCase(), String(chosen).trim().toLowerCase())
  const chosen = <T>(point: string, words: Record<string, T>): T | undefined =>
    ownIn(words, points.get(point) ?? '') as T | undefined
  const exploitation = chosen('exploitation', EXPLOITATION)
  const automatable = chosen('automatable', AUTOMATABLE)
  const technicalImpact = chosen('technical impact', IMPACT)
  return {
    ...(exploitation && { exploitation }),
    ...(automatable !== undefined && { automatable }),
    ...(technicalImpact && { technicalImpact }),
  }
}

const ratingsOf = (metrics: Json[]): CvssRating[] =>
  metrics
    .flatMap((metric) => [metric.cvssV4_0, metric.cvssV3_1, metric.cvssV3_0, metric.cvssV2_0])
    .map(asObject)
    .map(
      (rating) =>
        rating &&
        cvssRating({
          vector: rating.vectorString,
          score: rating.baseScore,
          version: rating.version,
          source: 'cisa-adp',
        }),
    )
    .filter((rating) => rating !== undefined)

const weaknessesOf = (container: Json): unknown[] =>
  asObjects(container.problemTypes)
    .flatMap((type) => asObjects(type.descriptions))
    .map((description) => description.cweId ?? description.description)
