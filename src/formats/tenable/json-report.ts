import { z } from 'zod'
import type { CvssRating, ProducerVerdict } from '../../model/observation.ts'
import type { Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { cvssRating } from '../values/cvss.ts'
import { flag, label, listOf, needed, number, part, shaped, text, texts } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import type { Found } from './found.ts'
import { observationOf } from './observation.ts'
import { foundBySecurityCenter, securityCenterSchema } from './security-center.ts'
import { vectorIn } from './xml-item.ts'

const exported = z.object({
  asset: z.object({ uuid: z.string() }),
  plugin: z.object({ id: z.number(), name: z.string() }),
  severity: z.string(),
  state: z.string(),
})
const analysed = z.object({
  pluginID: z.string(),
  pluginName: z.string(),
  severity: z.object({ id: z.string() }),
})
const mark = z.union([exported, analysed])

const answerSchema = z.object({ response: z.object({ results: z.array(z.unknown()) }) })

/** Whether these are what Tenable's interfaces give: a chunk of an export, or an analysis of Security Center. */
export function isJson({ outline }: Sample): boolean {
  const answer = readBy(answerSchema, outline)
  const first = answer?.response.results[0] ?? (Array.isArray(outline) ? outline[0] : outline)
  return fits(mark, first)
}

const vector = part(z.object({ raw: text }))

const exportedSchema = z.object({
  asset: z.object({
    uuid: text,
    fqdn: text,
    hostname: text,
    ipv4: text,
    ipv6: text,
    mac_address: text,
    netbios_name: text,
    operating_system: texts,
    device_type: text,
  }),
  plugin: z.object({
    id: label.pipe(needed),
    name: text,
    synopsis: text,
    description: text,
    solution: text,
    see_also: texts,
    cve: texts,
    cpe: texts,
    cwe: texts,
    bid: texts,
    xrefs: listOf(z.object({ type: text, id: label })),
    cvss_base_score: number,
    cvss_vector: vector,
    cvss3_base_score: number,
    cvss3_vector: vector,
    cvss4_base_score: number,
    cvss4_vector: vector,
    epss_score: label,
    exploit_available: flag,
    exploited_by_malware: flag,
    family: text,
    vpr: part(z.object({ score: label })),
  }),
  port: part(z.object({ port: label, protocol: text, service: text })),
  output: text,
  severity: text,
  severity_modification_type: text,
  recast_reason: text,
  state: text,
  last_found: text,
  url: text,
})

const LIST = {
  name: "an answer of Tenable's interfaces",
  members: ['/response/results/*', '/results/*'],
  isElement: (value: object) => 'plugin' in value || 'pluginID' in value,
}

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Nessus' })
  for await (const element of eachListed(input, context, LIST)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const ofCenter = readBy(securityCenterSchema, element.value)
    const result = ofCenter ? undefined : shaped(exportedSchema, element)
    if (result?.type === 'problem') {
      yield result
      continue
    }
    const { found, host } = ofCenter
      ? foundBySecurityCenter(ofCenter, element.text)
      : foundInExport(result?.value as Exported, element.text)
    yield* hosts.enter(found.host, host)
    yield observationOf(found)
  }
  yield* hosts.end()
}

type Exported = z.output<typeof exportedSchema>

function foundInExport(
  result: Exported,
  raw: string,
): { found: Found; host: Record<string, string | undefined> } {
  const { asset, plugin, port } = result
  const found: Found = {
    plugin: plugin.id,
    name: plugin.name,
    host: asset.fqdn ?? asset.hostname ?? asset.ipv4 ?? asset.ipv6 ?? asset.uuid ?? 'unknown host',
    port: port?.port,
    protocol: port?.protocol?.toLowerCase(),
    service: port?.service,
    severity: result.severity,
    isWeb: result.url !== undefined,
    synopsis: plugin.synopsis,
    description: plugin.description,
    solution: plugin.solution,
    output: result.output,
    links: plugin.see_also,
    cves: plugin.cve,
    xrefs: [
      ...plugin.xrefs.flatMap(({ type, id }) => (type && id ? [`${type}:${id}`] : [])),
      ...plugin.bid.map((id) => `BID:${id}`),
    ],
    cwes: plugin.cwe,
    cpes: plugin.cpe,
    cvss: ratingsOf(plugin),
    epss: plugin.epss_score,
    verdict: verdictOf(result),
    seenAt: isoTime(result.last_found),
    tags: tagsOf(plugin),
    raw,
  }
  const {
    ipv4: ip,
    fqdn,
    netbios_name: netbios,
    mac_address: mac,
    operating_system,
    device_type: type,
  } = asset
  return { found, host: { ip, fqdn, netbios, mac, os: operating_system[0], type } }
}

type Plugin = Exported['plugin']

const ratingsOf = (plugin: Plugin): CvssRating[] =>
  [
    cvssRating({
      vector: vectorIn(plugin.cvss4_vector?.raw),
      score: plugin.cvss4_base_score,
      version: '4.0',
    }),
    cvssRating({
      vector: vectorIn(plugin.cvss3_vector?.raw),
      score: plugin.cvss3_base_score,
      version: '3.0',
    }),
    cvssRating({ vector: vectorIn(plugin.cvss_vector?.raw), score: plugin.cvss_base_score, version: '2.0' }),
  ].filter((rating) => rating !== undefined)

function verdictOf({
  severity_modification_type,
  recast_reason,
  state,
}: Exported): ProducerVerdict | undefined {
  if (/^accepted$/i.test(severity_modification_type ?? ''))
    return { state: 'accepted', reason: recast_reason ?? 'accepted', source: 'tenable-accept-risk' }
  return /^fixed$/i.test(state ?? '') ? { state: 'fixed', source: 'tenable-state' } : undefined
}

const tagsOf = ({ family, exploit_available, exploited_by_malware, vpr }: Plugin): string[] => [
  ...(family ? [family] : []),
  ...(exploit_available ? ['exploit-available'] : []),
  ...(exploited_by_malware ? ['exploited-by-malware'] : []),
  ...(vpr?.score ? [`vpr:${vpr.score}`] : []),
]
