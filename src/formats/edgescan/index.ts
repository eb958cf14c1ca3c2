import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { peek } from '../unpack/upload.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { label, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress, newHost, newSite } from '../values/web-address.ts'

export const edgescan = {
  id: 'edgescan',
  name: 'Edgescan',
  link: 'https://s3-eu-west-1.amazonaws.com/live-cdn-content/docs/api-guide-latest.pdf',
  extensions: ['.json'],
  kinds: ['web'],
  howTo:
    'curl --header "X-API-TOKEN: …" "https://live.edgescan.com/api/v1/vulnerabilities.json" > edgescan.json',
  detect,
  read,
} satisfies Format

const vulnerability = z.object({
  asset_id: z.number(),
  asset_name: z.string(),
  layer: z.string(),
  date_opened: z.string(),
})
const list = z.tuple([vulnerability], z.unknown())

function detect({ outline }: Sample): number {
  const some = z.union([list, z.object({ vulnerabilities: list })])
  return fits(some, outline) ? 1 : 0
}

const schema = z.object({
  name: needed,
  location: text,
  label: text,
  asset_name: text,
  asset_tags: text,
  status: text,
  layer: text,
  severity: label,
  risk: label,
  threat: label,
  description: text,
  remediation: text,
  cwes: texts,
  cves: texts,
  cvss_score: label,
  cvss_vector: text,
  cvss_version: label,
  date_opened: text,
  date_closed: text,
  definition_id: label,
  pci_compliance_status: text,
  pci_exception_description: text,
})

type Vulnerability = z.output<typeof schema>

/** The API answers an object with the list, scripts keep the list alone. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const isList = (await peek(input, 1024)).toString('utf8').trimStart().startsWith('[')
  const pattern = isList ? '/*' : '/vulnerabilities/*'
  await jsonFrame(input, context, {
    name: 'Edgescan JSON',
    omit: [pattern],
    schema: z.union([z.array(z.unknown()), z.object({ vulnerabilities: z.array(z.unknown()) })]),
  })
  yield { type: 'header', tool: 'Edgescan' }
  const known = new Set<string>()
  for await (const element of eachElement(input, context, [pattern])) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { location, asset_name } = result.value
    if (isWebAddress(location)) yield* newSite(location, known, { asset: asset_name })
    else yield* newHost(location, known, { asset: asset_name })
    yield observationOf(result.value, element.text)
  }
}

const SEVERITIES: Record<string, Severity> = byWord({
  1: 'info',
  2: 'low',
  3: 'medium',
  4: 'high',
  5: 'critical',
})

function observationOf(item: Vulnerability, raw: string): Observation {
  const rating = cvssRating({ vector: item.cvss_vector, score: item.cvss_score, version: item.cvss_version })
  return observe({
    kind: 'web',
    rule: item.definition_id ?? item.name,
    title: item.name,
    description: proseText(item.description),
    severity: (item.severity && SEVERITIES[item.severity]) || 'unknown',
    toolSeverity: item.severity,
    cvss: rating ? [rating] : [],
    cwes: cwesOf(item.cwes),
    advisories: advisoryIds(item.cves),
    endpoint: item.location ? { url: item.location } : undefined,
    references: linksIn([item.description, item.remediation].join('\n')),
    remediation: proseText(item.remediation),
    verdict: verdictOf(item),
    seenAt: isoTime(item.date_opened),
    tags: [
      ...(item.asset_tags?.split(',').map((tag) => tag.trim()) ?? []),
      item.label ?? '',
      item.layer ? `layer: ${item.layer}` : '',
      item.risk ? `risk: ${item.risk}` : '',
      item.threat ? `threat: ${item.threat}` : '',
      item.pci_compliance_status ? `PCI: ${item.pci_compliance_status}` : '',
    ].filter((tag) => tag !== ''),
    raw,
  })
}

function verdictOf({
  status,
  date_closed,
  pci_exception_description,
}: Vulnerability): ProducerVerdict | undefined {
  const said = (state: ProducerVerdict['state']): ProducerVerdict => ({
    state,
    reason: pci_exception_description ?? (date_closed ? `${status} ${date_closed}` : (status ?? '')),
    source: 'edgescan',
  })
  if (/false.?positive/i.test(status ?? '')) return said('false_positive')
  if (/accept/i.test(status ?? '')) return said('accepted')
  return /^closed$/i.test(status ?? '') ? said('fixed') : undefined
}
