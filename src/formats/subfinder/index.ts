import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { hostPlace } from '../values/scanned-host.ts'
import { newHost } from '../values/web-address.ts'

export const subfinder = {
  id: 'subfinder',
  name: 'Subfinder',
  link: 'https://docs.projectdiscovery.io/opensource/subfinder/usage',
  extensions: ['.jsonl', '.json'],
  kinds: ['runtime'],
  howTo: 'subfinder -domain shop.example -json -output subfinder.jsonl',
  detect,
  read,
} satisfies Format

const line = z.union([
  z.object({ host: z.string(), input: z.string(), source: z.string() }),
  z.object({ host: z.string(), input: z.string(), sources: z.array(z.string()) }),
])

/** Nothing but these: tools that go on with its lines add members of their own. */
const MEMBERS = new Set(['host', 'input', 'source', 'sources', 'ip', 'wildcard_certificate'])

function detect({ outline }: Sample): number {
  const first: unknown = Array.isArray(outline) ? outline[0] : outline
  if (!fits(line, first)) return 0
  return Object.keys(first as object).every((key) => MEMBERS.has(key)) ? 0.95 : 0
}

const schema = z.object({
  host: z.string().trim().min(1),
  input: text,
  ip: text,
  source: text,
  sources: texts,
})

/** Each name below a domain is an asset, and inventory: one that nobody knew of is what people look for. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const known = new Set<string>()
  let header: ReportHeader | undefined
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { host, input: domain, ip, source, sources } = result.value
    if (!header || (domain && header.target !== domain)) {
      header = { type: 'header', tool: 'Subfinder', ...(domain && { target: domain }) }
      yield header
    }
    const from = [...new Set([...(source ? [source] : []), ...sources])]
    yield* newHost(host, known, { ip, domain })
    yield observe({
      kind: 'runtime',
      rule: 'subdomain',
      title: `Subdomain of ${domain ?? 'the domain'}`,
      description: `${host}${ip ? ` (${ip})` : ''}`,
      severity: 'info',
      ...hostPlace({ host }),
      tags: from,
      raw: element.text,
    })
  }
  if (!header) yield { type: 'header', tool: 'Subfinder' }
}
