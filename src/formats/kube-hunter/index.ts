import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Endpoint, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachOnce } from '../values/claims.ts'
import { label, needed, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'

const NODES = '/nodes/*'
const SERVICES = '/services/*'
const VULNERABILITIES = '/vulnerabilities/*'

export const kubeHunter = {
  id: 'kube-hunter',
  name: 'kube-hunter',
  link: 'https://github.com/aquasecurity/kube-hunter#output',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'kube-hunter --remote NODE --report json > kube-hunter.json',
  detect,
  read,
} satisfies Format

const lists = z.object({
  nodes: z.array(z.unknown()),
  services: z.array(z.unknown()),
  vulnerabilities: z.unknown(),
})
const vulnerable = z.object({
  vulnerabilities: z.tuple([z.object({ vid: z.string(), hunter: z.string() })], z.unknown()),
})
const service = z.object({
  services: z.tuple([z.object({ service: z.string(), location: z.string() })], z.unknown()),
})

function detect({ outline }: Sample): number {
  if (fits(vulnerable, outline)) return 1
  if (!fits(lists, outline)) return 0
  return fits(service, outline) ? 0.95 : 0.6
}

const nodeSchema = z.object({ location: needed, type: text })
const serviceSchema = z.object({ service: needed, location: text, description: text })
const vulnerabilitySchema = z.object({
  vulnerability: needed,
  vid: text,
  location: text,
  category: text,
  severity: label,
  description: text,
  evidence: text,
  avd_reference: text,
  hunter: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [NODES, SERVICES, VULNERABILITIES]
  await jsonFrame(input, context, { name: "kube-hunter's JSON", omit: patterns, schema: lists })
  yield { type: 'header', tool: 'kube-hunter' }
  const once = eachOnce()
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else
      for (const item of itemsOf(element))
        if (item.type === 'asset') yield* once([item])
        else yield item
  }
}

function itemsOf(element: Element): Item[] {
  if (element.pattern === NODES) {
    const node = shaped(nodeSchema, element)
    return [node.type === 'problem' ? node : hostOf(node.value.location, node.value.type)]
  }
  if (element.pattern === SERVICES) {
    const found = shaped(serviceSchema, element)
    return [found.type === 'problem' ? found : serviceObservation(found.value, element)]
  }
  const found = shaped(vulnerabilitySchema, element)
  return [found.type === 'problem' ? found : observationOf(found.value, element)]
}

const hostOf = (location: string, role: string | undefined): AssetClaim => ({
  type: 'asset',
  kind: 'host',
  name: location.replace(/:\d+$/, ''),
  ...(role && { attributes: { role } }),
})

/** `10.0.1.1:10250`; weaknesses of the pod that the hunter runs in have `Local to Pod (…)`. */
function endpointOf(location: string | undefined): Endpoint | undefined {
  if (!location) return undefined
  if (/^https?:\/\//i.test(location)) return { url: location }
  return /^[\w.-]+:\d+$|^\[[\da-f:]+\]:\d+$/i.test(location) ? { url: `tcp://${location}` } : undefined
}

const localTo = (location: string | undefined): Observation['resource'] =>
  endpointOf(location) || !location ? undefined : { address: location, provider: 'kubernetes' }

const serviceObservation = (found: z.output<typeof serviceSchema>, element: Element): Observation =>
  observe({
    kind: 'config',
    rule: `service:${found.service}`,
    title: found.service,
    description: found.description,
    severity: 'info',
    endpoint: endpointOf(found.location),
    resource: localTo(found.location),
    tags: ['service'],
    raw: element.text,
  })

const observationOf = (found: z.output<typeof vulnerabilitySchema>, element: Element): Observation => {
  const endpoint = endpointOf(found.location)
  return observe({
    kind: 'config',
    // Some weaknesses have the id `None`.
    rule: found.vid && found.vid !== 'None' ? found.vid : found.vulnerability,
    title: found.vulnerability,
    description:
      [found.description, endpoint ? undefined : found.evidence].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(found.severity),
    toolSeverity: found.severity,
    endpoint: endpoint && { ...endpoint, ...(found.evidence && { evidence: found.evidence }) },
    resource: localTo(found.location),
    references: linksOf(found.avd_reference),
    tags: [found.category, found.hunter].filter((tag): tag is string => tag !== undefined),
    raw: element.text,
  })
}
