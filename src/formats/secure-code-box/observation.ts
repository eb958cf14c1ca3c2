import { z } from 'zod'
import type { AffectedComponent, CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { openPort } from '../values/open-port.ts'
import { relativePath } from '../values/path.ts'
import { hostPlace } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

/** What scanners add is not standardised; these names are those of the scanners that secureCodeBox brings along. */
const attributes = z.object({
  hostname: text,
  ip_address: text,
  ip_addresses: texts,
  ip: text,
  port: label,
  protocol: text,
  state: text,
  service: text,
  serviceProduct: text,
  serviceVersion: text,
  method: text,
  niktoId: label,
  template_id: text,
  matched_at: text,
  request: text,
  response: text,
  tags: texts,
  zap_pluginid: label,
  zap_cweid: label,
  zap_solution: text,
  zap_confidence: label,
  zap_finding_urls: listOf(z.object({ uri: text, method: text, param: text, evidence: text })),
  cwe: texts,
  references: texts,
  packageName: text,
  installedVersion: text,
  fixedVersion: text,
  vulnerabilityId: text,
  offender: text,
  file: text,
  line_number: position,
  line: label,
  commit: text,
  author: text,
})

export const findingSchema = z.object({
  name: needed,
  description: text,
  category: text,
  location: text,
  severity: text,
  osi_layer: text,
  mitigation: text,
  identified_at: text,
  false_positive: flag,
  reference: part(z.object({ id: text, source: text })),
  references: listOf(z.object({ type: text, value: text })),
  scan: part(z.object({ scan_type: text })),
  attributes: part(attributes),
})

type Finding = z.output<typeof findingSchema>
type Attributes = z.output<typeof attributes>

export function observationOf(finding: Finding, element: Element): Observation {
  const { name, category, attributes: more = attributes.parse({}), references } = finding
  const host = hostOf(finding, more)
  if (category === 'Open Port' && host && more.port) {
    const { service, serviceProduct, serviceVersion } = more
    const description = [serviceProduct, serviceVersion].filter(Boolean).join(' ') || finding.description
    return openPort(
      { host, port: Number(more.port), protocol: more.protocol, service },
      { description, raw: element.text },
    )
  }
  const place = placeOf(finding, more, host)
  return observe({
    ...place,
    kind: kindOf(finding, more, place),
    rule:
      more.vulnerabilityId ?? more.zap_pluginid ?? more.template_id ?? more.niktoId ?? ruleOf(finding, place),
    title: name,
    description: finding.description,
    severity: severityOfWord(finding.severity),
    toolSeverity: finding.severity,
    confidence: ZAP_CONFIDENCE[more.zap_confidence ?? ''],
    cwes: cwesOf(more.cwe, more.zap_cweid, ofType(references, 'CWE')),
    advisories: advisoryIdsIn(more.vulnerabilityId, finding.reference?.id, ...ofType(references, 'CVE')),
    secret: more.offender,
    references: linksOf(finding.reference?.source, ofType(references, 'URL'), more.references),
    remediation: finding.mitigation ?? more.zap_solution,
    verdict: finding.false_positive ? { state: 'false_positive', source: 'secure-code-box' } : undefined,
    seenAt: isoTime(finding.identified_at),
    tool: finding.scan?.scan_type,
    tags: [...(category ? [category] : []), ...more.tags, ...(more.author ? [`author:${more.author}`] : [])],
    raw: element.text,
  })
}

const ZAP_CONFIDENCE = byWord({ 1: 'low', 2: 'medium', 3: 'high' } as const)

const ofType = (references: Finding['references'], type: string): string[] =>
  references.flatMap((reference) => (reference.type === type && reference.value ? [reference.value] : []))

/** Categories group findings of one check; where there is code, the name is the rule. */
const ruleOf = ({ name, category }: Finding, { location }: Place): string =>
  location ? name : (category ?? name)

type Place = Pick<Observation, 'location' | 'component' | 'endpoint' | 'resource'>

function placeOf({ location }: Finding, more: Attributes, host: string | undefined): Place {
  const component = componentOf(more)
  if (component) return { component, resource: location ? { address: location } : undefined }
  if (more.file) return { location: codeAt(more.file, more.line_number ?? position.parse(more.line)) }
  const [, path, line, endLine] = /^([^\s:]+\.[^\s:]+):(\d+)-(\d+)$/.exec(location ?? '') ?? []
  if (path) return { location: { ...codeAt(path, Number(line)), endLine: Number(endLine) } }
  const [instance] = more.zap_finding_urls
  const url =
    more.matched_at ?? instance?.uri ?? (location && /^[a-z]+:\/\//i.test(location) ? location : undefined)
  const { request, response } = more
  if (url && /^https?:/i.test(url)) {
    const { method, param, evidence } = instance ?? {}
    return {
      endpoint: { url, method: method ?? methodIn(more), parameter: param, evidence, request, response },
    }
  }
  const at = host ?? location
  return at ? hostPlace({ host: at, port: Number(more.port) || undefined, protocol: more.protocol, url }) : {}
}

/** Nmap's method is how it told the service. */
const methodIn = ({ method, niktoId }: Attributes): string | undefined => (niktoId ? method : undefined)

const codeAt = (path: string, line: number | undefined): CodeLocation => ({ path: relativePath(path), line })

function componentOf({
  packageName: name,
  installedVersion,
  fixedVersion,
}: Attributes): AffectedComponent | undefined {
  if (!name) return undefined
  return { name, version: installedVersion, fixVersions: fixedVersion?.split(/,\s*/) }
}

const hostOf = ({ location }: Finding, more: Attributes): string | undefined =>
  more.hostname ??
  more.ip_address ??
  more.ip_addresses[0] ??
  (/^[a-z]+:\/\//i.test(location ?? '') ? URL.parse(location ?? '')?.hostname : location) ??
  undefined

function kindOf({ category, osi_layer }: Finding, more: Attributes, place: Place): Observation['kind'] {
  if (place.component) return category === 'Image Vulnerability' ? 'container' : 'dependency'
  if (more.offender !== undefined || category === 'Potential Secret') return 'secret'
  if (place.location) return 'code'
  return place.endpoint && (osi_layer === 'APPLICATION' || /^https?:/i.test(place.endpoint.url))
    ? 'web'
    : 'runtime'
}
