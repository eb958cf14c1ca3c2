import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { anything, label, part, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { alertSchema, instanceSchema } from '../zap/alert.ts'
import { observationOf, saidOf } from '../zap/observation.ts'

/** Former versions of the API, and scripts around it, call the list otherwise or print it alone. */
const LISTS = { name: 'alerts of ZAP’s API', members: ['/alerts/*', '/vulnerabilities/*'] }

export const zapApi = {
  id: 'zap-api',
  name: 'ZAP API',
  link: 'https://www.zaproxy.org/docs/api/#coreviewalerts',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'curl "http://localhost:8080/JSON/core/view/alerts/?apikey=…" > alerts.json',
  detect,
  read,
} satisfies Format

const alert = z.object({ alert: z.string(), pluginId: z.string(), risk: z.string(), url: z.string() })

const list = z.tuple([alert], z.unknown())
const outlineSchema = z.union([list, z.object({ alerts: list }), z.object({ vulnerabilities: list })])

/** The list alone, or as a member; a report that has ZAP's own lists too is better read as that. */
function detect({ outline }: Sample): number {
  if (!fits(outlineSchema, outline)) return 0
  return 'site' in (outline as object) ? 0.3 : 1
}

const apiSchema = z
  .object({
    alert: text,
    name: text,
    pluginId: label,
    alertRef: label,
    risk: text,
    confidence: text,
    url: text,
    method: text,
    param: text,
    attack: text,
    evidence: text,
    other: text,
    description: text,
    solution: text,
    reference: text,
    cweid: label,
    wascid: label,
    tags: part(z.record(z.string(), anything)),
  })
  .refine((item) => item.pluginId ?? item.alert ?? item.name, { path: ['pluginId'] })

const RISKS = ['Informational', 'Low', 'Medium', 'High']
const CONFIDENCES = ['False Positive', 'Low', 'Medium', 'High', 'Confirmed']

/** The numbers of the reports for the API's words. */
const codeIn = (words: string[], word: string | undefined): string | undefined => {
  const code = words.indexOf(word?.replace(/^User Confirmed$/, 'Confirmed') ?? '')
  return code < 0 ? undefined : String(code)
}

/** What the API answers on alerts: each is one place, in words where the reports have numbers. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ZAP' }
  const sites = new Set<string>()
  for await (const element of eachListed(input, context, LISTS)) {
    const found = element.type === 'problem' ? element : shaped(apiSchema, element)
    if (found.type === 'problem' || element.type === 'problem') {
      if (found.type === 'problem') yield found
      continue
    }
    yield* newSite(found.value.url, sites)
    yield observationIn(found.value, element.text)
  }
}

function observationIn(item: z.output<typeof apiSchema>, raw: string): Item {
  const { pluginId: pluginid, description: desc, other: otherinfo, risk: riskdesc, url: uri, tags } = item
  const value = alertSchema.parse({
    ...item,
    pluginid,
    desc,
    riskdesc,
    riskcode: codeIn(RISKS, item.risk),
    confidence: codeIn(CONFIDENCES, item.confidence),
    tags: Object.keys(tags ?? {}).map((tag) => ({ tag })),
  })
  const { endpoint, ...rest } = observationOf(
    saidOf(value),
    instanceSchema.parse({ ...item, uri, otherinfo }),
    '',
    raw,
  )
  return uri && endpoint ? { ...rest, endpoint } : rest
}
