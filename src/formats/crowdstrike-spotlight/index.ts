import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { flag, listOf, needed, number, part, shaped, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

export const crowdstrikeSpotlight = {
  id: 'crowdstrike-spotlight',
  name: 'CrowdStrike Falcon Spotlight',
  link: 'https://developer.crowdstrike.com/api-reference/collections/spotlight-vulnerabilities/',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime'],
  howTo:
    'curl -H "Authorization: Bearer $TOKEN" "https://api.crowdstrike.com/spotlight/combined/vulnerabilities/v1?filter=status:\'open\'&facet=cve&facet=host_info&facet=remediation" > spotlight.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  aid: z.string(),
  cve: z.object({ id: z.string() }),
  status: z.string(),
})

const answerSchema = z.object({ resources: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  const { resources } = readBy(answerSchema, outline) ?? {}
  const first = resources?.[0] ?? (Array.isArray(outline) ? outline[0] : outline)
  return fits(mark, first) ? 1 : 0
}

const vulnerabilitySchema = z.object({
  aid: needed,
  id: text,
  status: text,
  confidence: text,
  created_timestamp: text,
  updated_timestamp: text,
  suppression_info: part(z.object({ is_suppressed: flag, reason: text })),
  cve: z.object({
    id: needed,
    description: text,
    severity: text,
    base_score: number,
    vector: text,
    exprt_rating: text,
    exploit_status: number,
    references: texts,
    vendor_advisory: texts,
    cisa_info: part(z.object({ is_cisa_kev: flag })),
  }),
  apps: listOf(z.object({ product_name_version: text, product_name_normalized: text, sub_status: text })),
  app: part(z.object({ product_name_version: text })),
  host_info: part(
    z.object({
      hostname: text,
      local_ip: text,
      os_version: text,
      platform: text,
      machine_domain: text,
      internet_exposure: text,
      asset_criticality: text,
    }),
  ),
  remediation: part(z.object({ entities: listOf(z.object({ title: text, action: text, link: text })) })),
})

const LIST = {
  name: "an answer of Spotlight's interface",
  members: ['/resources/*'],
  isElement: (value: object) => 'aid' in value && 'cve' in value,
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'CrowdStrike Falcon Spotlight' })
  for await (const element of eachListed(input, context, LIST)) {
    const found = element.type === 'problem' ? element : shaped(vulnerabilitySchema, element)
    if (found.type === 'problem') yield found
    else if (element.type !== 'problem') {
      const { aid, host_info: host } = found.value
      const name = host?.hostname ?? host?.local_ip ?? aid
      yield* hosts.enter(name, {
        ip: host?.local_ip,
        os: host?.os_version,
        domain: host?.machine_domain,
        agent: aid,
      })
      yield observationOf(found.value, name, element.text)
    }
  }
  yield* hosts.end()
}

/** The exploit's status goes from 0 (none known) over 30 (available) and 60 (easily accessible) to 90 (actively used). */
const EXPLOIT: [number, string][] = [
  [90, 'exploit-actively-used'],
  [60, 'exploit-easily-accessible'],
  [30, 'exploit-available'],
]

function observationOf(found: z.output<typeof vulnerabilitySchema>, host: string, raw: string): Observation {
  const { cve, apps, app, confidence, remediation, host_info } = found
  const products = [...apps, ...(app ? [app] : [])].flatMap((one) => one.product_name_version ?? [])
  const [product] = products
  const steps = remediation?.entities.flatMap(({ title, action }) => action ?? title ?? []) ?? []
  const exploit = EXPLOIT.find(([status]) => (cve.exploit_status ?? 0) >= status)?.[1]
  return observe({
    kind: 'runtime',
    rule: cve.id,
    title: product ? `${cve.id} in ${product}` : cve.id,
    description: cve.description,
    severity: severityOfWord(cve.severity),
    toolSeverity: cve.severity,
    confidence: confidence === 'confirmed' ? 'high' : confidence === 'potential' ? 'low' : undefined,
    cvss: [cvssRating({ vector: cve.vector, score: cve.base_score })].filter(
      (rating) => rating !== undefined,
    ),
    advisories: advisoryIdsIn(cve.id),
    component: product ? { name: product } : undefined,
    resource: { address: host, type: 'host' },
    references: linksOf(
      cve.references,
      cve.vendor_advisory,
      remediation?.entities.map(({ link }) => link),
    ),
    remediation: [...new Set(steps)].join('\n') || undefined,
    knownExploited: cve.cisa_info?.is_cisa_kev || undefined,
    verdict: verdictOf(found),
    fingerprints: found.id ? { spotlight: found.id } : undefined,
    seenAt: isoTime(found.updated_timestamp ?? found.created_timestamp),
    tags: [
      ...(cve.exprt_rating ? [`exprt:${cve.exprt_rating.toLowerCase()}`] : []),
      ...(exploit ? [exploit] : []),
      ...(host_info?.internet_exposure === 'Yes' ? ['internet-exposed'] : []),
      ...products.slice(1),
    ],
    raw,
  })
}

function verdictOf({
  status,
  suppression_info,
}: z.output<typeof vulnerabilitySchema>): Observation['verdict'] {
  if (suppression_info?.is_suppressed)
    return {
      state: suppression_info.reason === 'FALSE_POSITIVE' ? 'false_positive' : 'accepted',
      ...(suppression_info.reason && { reason: suppression_info.reason }),
      source: 'spotlight-suppression',
    }
  return status?.toLowerCase() === 'closed' ? { state: 'fixed', source: 'spotlight-status' } : undefined
}
