import type { Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { addressAt, newHost, newSite } from '../values/web-address.ts'

/** One host that was scanned. */
export interface Target {
  host?: string | undefined
  ip?: string | undefined
  port?: string | undefined
  banner?: string | undefined
  /** Its address, when the report says it. */
  site?: string | undefined
  version?: string | undefined
  producedAt?: string | undefined
}

export interface Finding {
  id?: string | undefined
  method?: string | undefined
  url?: string | undefined
  message: string
  osvdb?: string | undefined
  references?: string | undefined
  /** The address with the host, when the report has it. */
  link?: string | undefined
  raw: string
}

/** JSON and CSV name host and port, not the scheme: the usual ports of TLS are taken for it. */
export function siteOf({ site, host, ip, port }: Target): string | undefined {
  if (site && /^https?:\/\/[^:/]/.test(site)) return site
  const name = host ?? ip
  if (!name) return undefined
  const scheme = port === '443' || port === '8443' ? 'https' : 'http'
  return port && port !== '443' && port !== '80' ? `${scheme}://${name}:${port}` : `${scheme}://${name}`
}

export function* opening(target: Target, known: Set<string>): Generator<Item> {
  const site = siteOf(target)
  yield {
    type: 'header',
    tool: 'Nikto',
    ...(target.version && { toolVersion: target.version }),
    ...(site && { target: site }),
    ...(target.producedAt && { producedAt: target.producedAt }),
  }
  const attributes = { ip: target.ip, server: target.banner }
  yield* newSite(site, known, attributes)
  if (!site) yield* newHost(target.ip, known, attributes)
}

export function observationOf(finding: Finding, target: Target): Observation {
  // Quotes come escaped once more than they should.
  const message = finding.message.replaceAll('\\"', '"').trim()
  const url = finding.link || addressAt(originOfSite(siteOf(target)), finding.url)
  const osvdb = finding.osvdb && finding.osvdb !== '0' ? [`OSVDB-${finding.osvdb}`] : []
  return observe({
    kind: 'web',
    rule: finding.id ?? (osvdb[0] || message),
    title: message.replace(/\.$/, ''),
    description: message,
    severity: 'unknown',
    advisories: advisoryIdsIn(finding.references, message),
    endpoint: url ? { url, method: finding.method || undefined, parameter: headerIn(message) } : undefined,
    references: linksIn([finding.references, message].join('\n')),
    tags: osvdb,
    raw: finding.raw,
  })
}

const originOfSite = (site: string | undefined): string | undefined =>
  /^https?:\/\/[^/]+/.exec(site ?? '')?.[0]

/** One check reports each odd header: the name keeps the findings at one address apart. */
const headerIn = (message: string): string | undefined =>
  /^(?:Uncommon header|Retrieved|The|An?|Suggested security header(?: missing)?:) '?([\w-]+)'?(?: (?:HTTP )?header| found|$|\.)/i.exec(
    message,
  )?.[1]
