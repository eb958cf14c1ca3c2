import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { listOf, needed, number, part, probability, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import type { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { attributesOf, resourceOf, type Server, serverSchema, severityOfLevel, verdictOf } from './server.ts'

const productSchema = z.object({ assets: texts, versions: texts })

const schema = z.object({
  cve_code: needed,
  cve_score: number,
  cve_level: text,
  cve_epss: probability,
  cve_description: text,
  exploit_code_maturity: text,
  cvss_v3: text,
  cwes: part(z.object({ cwe_id: texts, capecs: texts, attacks: texts })),
  servers: listOf(serverSchema),
  updates_assets: part(z.record(z.string(), productSchema)),
})

type Cve = z.output<typeof schema>

/** One CVE: an observation for each machine, and for each product on it that has the flaw. */
export function* cveItems(element: Element, hosts: HostScopes): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { servers } = read.value
  const given = (element.value as { servers?: unknown[] }).servers ?? []
  if (servers.length < given.length || servers.length === 0)
    yield problem(element.where, 'machines of this CVE have no name: what is on them is left out')
  const raws = new Map(servers.map((server) => [server, rawOf(element, server)]))
  for (const server of servers) {
    yield* hosts.enter(server.computer_name, attributesOf(server))
    for (const product of productsOn(server, read.value))
      yield observationOf(read.value, server, product, raws.get(server) as string)
  }
}

/** The CVE with this machine alone. */
const rawOf = ({ value }: Element, server: Server): string =>
  JSON.stringify({
    ...(value as object),
    servers: (value as { servers: Record<string, unknown>[] }).servers.filter(
      (one) => one?.computer_name === server.computer_name,
    ),
  })

function productsOn(
  { computer_name: name }: Server,
  { updates_assets }: Cve,
): (AffectedComponent | undefined)[] {
  const products = Object.entries(updates_assets ?? {}).filter(([, { assets }]) => assets.includes(name))
  if (products.length === 0) return [undefined]
  return products.map(([product, { versions }]) => ({
    name: product,
    version: versions.join(', ') || undefined,
  }))
}

function observationOf(
  cve: Cve,
  server: Server,
  component: AffectedComponent | undefined,
  raw: string,
): Observation {
  const rating = cvssRating({ vector: cve.cvss_v3, score: cve.cve_score })
  const { cwe_id: cwes = [], capecs = [], attacks = [] } = cve.cwes ?? {}
  const maturity = cve.exploit_code_maturity
  return observe({
    kind: 'container',
    rule: cve.cve_code,
    title: component ? `${cve.cve_code} in ${component.name}` : cve.cve_code,
    description: cve.cve_description,
    severity: severityOfLevel(cve.cve_level),
    toolSeverity: cve.cve_level,
    cvss: rating ? [rating] : [],
    cwes: cwesOf(cwes),
    advisories: advisoryIds(cve.cve_code),
    component,
    resource: resourceOf(server),
    epss: cve.cve_epss,
    verdict: verdictOf(server),
    seenAt: isoTime(server.detected_at),
    tags: [...(maturity ? [`exploit:${maturity}`] : []), ...capecs, ...attacks],
    raw,
  })
}
