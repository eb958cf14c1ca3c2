import type { Endpoint, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { hostPlace, portIn } from '../values/scanned-host.ts'
import { isWebAddress } from '../values/web-address.ts'
import { componentIn } from './component.ts'
import type { Found } from './found.ts'

const NUMBERS: Severity[] = ['info', 'low', 'medium', 'high', 'critical']

/** `None` is what the tool calls information. */
export const severityOf = (word: string | undefined): Severity =>
  NUMBERS[Number(word?.trim() || Number.NaN)] ?? severityOfWord(word)

export function observationOf(found: Found): Observation {
  const { isWeb, output, epss } = found
  const place = isWeb ? { endpoint: pageOf(found) } : hostPlace({ ...found, port: portIn(found.port) })
  const probability = Number(epss?.trim() || Number.NaN)
  const prose = [found.synopsis, found.description, place.endpoint ? undefined : output]
  return observe({
    kind: isWeb ? 'web' : 'runtime',
    rule: found.plugin,
    title: found.name ?? `Plugin ${found.plugin}`,
    description: [...new Set(prose.map((part) => part?.trim()))].filter(Boolean).join('\n\n') || undefined,
    severity: severityOf(found.severity),
    toolSeverity: found.severity,
    cvss: found.cvss,
    cwes: cwesOf(found.cwes, found.xrefs),
    advisories: advisoryIdsIn(found.cves),
    ...place,
    ...(place.endpoint && { endpoint: { ...place.endpoint, evidence: output?.trim() || undefined } }),
    component: componentIn(output, found.cpes),
    references: [...new Set(found.links.flatMap((link) => linksIn(link)))],
    remediation: /^n\/a$/i.test(found.solution?.trim() ?? '')
      ? undefined
      : found.solution?.trim() || undefined,
    epss: probability >= 0 && probability <= 1 ? probability : undefined,
    knownExploited: found.xrefs.some((id) => /CISA-KNOWN-EXPLOITED/i.test(id)) || undefined,
    verdict: found.verdict,
    seenAt: found.seenAt,
    tags: [...new Set([...found.tags, ...found.xrefs.filter((id) => !/^CWE\b/i.test(id))])],
    raw: found.raw,
  })
}

/** Where a web scan found it: the page is in the output only. */
function pageOf({ host, port, output, protocol }: Found): Endpoint {
  const [page] = linksIn(output).filter((link) => URL.canParse(link))
  const scheme = /https/i.test(protocol ?? '') || portIn(port) === 443 ? 'https' : 'http'
  const at = portIn(port)
  const site = isWebAddress(host)
    ? host
    : `${scheme}://${host}${at && at !== 80 && at !== 443 ? `:${at}` : ''}`
  const parameter = /\belement named '([^']+)'/.exec(output ?? '')?.[1]
  return { url: page ?? site, ...(parameter && { parameter }) }
}
