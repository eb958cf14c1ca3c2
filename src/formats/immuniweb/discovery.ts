import { z } from 'zod'
import type { AssetKind } from '../../model/asset.ts'
import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { anything, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { isWebAddress } from '../values/web-address.ts'

// Discovery lists what an organisation shows to the outside, by sort, and what should be done about each.

const ASSETS = '/*/*'

const entrySchema = z.object({
  section: needed,
  name: needed,
  type: text,
  group: text,
  tag: text,
  link: text,
  ip: text,
  discovered: text,
  last_scan: text,
  lastupdatedt: text,
  leak_name: text,
  remediations: texts,
  examples: listOf(z.record(z.string(), anything)),
  ports: part(
    z.record(z.string(), part(z.object({ proto: text, banner: text, product: text, classification: text }))),
  ),
  dns_configuration: part(z.record(z.string(), anything)),
  data: anything,
})

type Entry = z.output<typeof entrySchema>

export async function* readDiscovery(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'ImmuniWeb Discovery JSON',
    omit: [ASSETS],
    schema: z
      .record(z.string(), z.array(z.unknown()))
      .refine((lists) => Object.keys(lists).some((name) => Object.hasOwn(ASSET_KINDS, name)), {
        path: ['webapps'],
      }),
  })
  yield { type: 'header', tool: 'ImmuniWeb Discovery' }
  const hide = secretHider(await secretsIn(eachElement(input, context, [ASSETS]), passwordsIn))
  for await (const element of eachElement(input, context, [ASSETS])) {
    const entry = element.type === 'problem' ? element : shaped(entrySchema, element)
    if (entry.type === 'problem' || element.type === 'problem') {
      if (entry.type === 'problem') yield entry
      continue
    }
    const kind = Object.hasOwn(ASSET_KINDS, entry.value.section)
      ? ASSET_KINDS[entry.value.section]
      : undefined
    if (kind) yield claimOf(kind, entry.value)
    for (const observation of observationsOf(entry.value, element)) yield hide(observation)
  }
}

const ASSET_KINDS: Record<string, AssetKind | undefined> = byWord({
  domains: 'host',
  webapps: 'service',
  mobileapps: 'saas-app',
  cloud: 'cloud-resource',
  network: 'host',
  repositories: 'repository',
  incidents: undefined,
})

function claimOf(kind: AssetKind, { name, type, group, ip }: Entry): Item {
  const facts = Object.entries({ type, group, ip }).filter(
    (fact): fact is [string, string] => fact[1] !== undefined,
  )
  return { type: 'asset', kind, name, ...(facts.length > 0 && { attributes: Object.fromEntries(facts) }) }
}

function passwordsIn({ value }: Element): (string | undefined)[] {
  return readBy(entrySchema, value)?.examples.map(passwordOf) ?? []
}

const passwordOf = ({ password }: Record<string, unknown>): string | undefined =>
  typeof password === 'string' && password.trim() !== '' ? password : undefined

function observationsOf(entry: Entry, element: Element): Observation[] {
  const raw = JSON.stringify({ ...(element.value as object), examples: undefined })
  const advised = entry.remediations.map((advice) => adviceOf(entry, advice, raw))
  const incident = entry.section === 'incidents' && advised.length === 0 ? [incidentOf(entry, raw)] : []
  const ports = Object.entries(entry.ports ?? {}).map(([port, told]) => portOf(entry, port, told))
  return [...advised, ...incident, ...ports, ...entry.examples.map((example) => exampleOf(entry, example))]
}

const kindOf = (entry: Entry): Kind => (entry.section === 'incidents' ? 'data' : 'web')

const common = (entry: Entry) => ({
  severity: 'unknown' as const,
  endpoint: endpointOf(entry),
  seenAt: isoTime(entry.last_scan ?? entry.lastupdatedt ?? entry.discovered),
  tags: [entry.section, entry.type, entry.group, entry.tag].filter((tag) => tag !== undefined),
})

/** Advice has no id: it is known by its first sentence, which names the asset only in an address. */
function adviceOf(entry: Entry, advice: string, raw: string): Observation {
  const prose = proseText(advice) ?? advice
  const sentence = firstSentence(prose) ?? entry.name
  return observe({
    ...common(entry),
    kind: kindOf(entry),
    rule: entry.section === 'incidents' ? entry.name : sentence.replace(/ (?:at |on )?https?:\/\/\S+/g, ''),
    title: entry.section === 'incidents' ? titleOf(entry) : sentence,
    description: prose,
    references: linksIn(advice),
    remediation: prose,
    raw,
  })
}

const titleOf = ({ name, leak_name }: Entry): string => (leak_name ? `${name}: ${leak_name}` : name)

const incidentOf = (entry: Entry, raw: string): Observation =>
  observe({ ...common(entry), kind: 'data', rule: entry.name, title: titleOf(entry), raw })

function portOf(
  entry: Entry,
  port: string,
  told: { [name: string]: string | undefined } | undefined,
): Observation {
  const { proto, banner, product, classification } = told ?? {}
  return observe({
    ...common(entry),
    kind: 'web',
    rule: 'open-port',
    title: `Open port ${port}${proto ? ` (${proto})` : ''}`,
    severity: 'info',
    description: [classification, product].filter(Boolean).join(': ') || undefined,
    endpoint: { url: `tcp://${entry.name}:${port}`, evidence: banner },
    raw: JSON.stringify({ name: entry.name, port, ...told }),
  })
}

/** One of the stolen logins that the report shows. */
function exampleOf(entry: Entry, example: Record<string, unknown>): Observation {
  const secret = passwordOf(example)
  const login = typeof example.login === 'string' ? example.login : undefined
  return observe({
    ...common(entry),
    kind: secret ? 'secret' : 'data',
    rule: `${entry.name}: example`,
    title: login ? `${entry.name}: ${login}` : titleOf(entry),
    description: entry.leak_name,
    secret,
    raw: JSON.stringify({ name: entry.name, leak_name: entry.leak_name, example }),
  })
}

function endpointOf({ section, link, name, dns_configuration }: Entry): Observation['endpoint'] {
  if (section === 'incidents') return undefined
  const dns = Object.entries(dns_configuration ?? {}).map(
    ([record, is]) => `${record}: ${[is].flat().join(', ')}`,
  )
  const url = isWebAddress(link) ? link : isWebAddress(name) ? name : (link ?? name)
  return { url, evidence: dns.join('\n') || undefined }
}
