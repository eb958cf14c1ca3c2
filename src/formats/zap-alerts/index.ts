import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed } from '../syntax/json-list.ts'
import { cwesOf } from '../values/cwe.ts'
import { asObject } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { anything, label, number, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { newSite } from '../values/web-address.ts'

export const zapAlerts = {
  id: 'zap-alerts',
  name: 'ZAP API alerts',
  link: 'https://www.zaproxy.org/docs/api/#alert-action-alerts',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'curl "http://localhost:8080/JSON/alert/view/alerts/" > alerts.json',
  detect,
  read,
} satisfies Format

const alert = z.object({ pluginId: z.string(), alert: z.string(), sourceid: z.unknown(), risk: z.string() })
const list = z.tuple([alert], z.unknown())
const outline = z.union([list, z.object({ alerts: list }), z.object({ vulnerabilities: list })])

/** A report that has ZAP's own lists too is better read as that. */
function detect(sample: Sample): number {
  if (!outline.safeParse(sample.outline).success) return 0
  return 'site' in (sample.outline as object) ? 0.3 : 1
}

const alertSchema = z
  .object({
    pluginId: label,
    alertRef: label,
    name: text,
    alert: text,
    risk: text,
    confidence: text,
    url: z.string().regex(/\S/),
    method: text,
    param: text,
    attack: text,
    evidence: text,
    other: text,
    description: text,
    solution: text,
    reference: text,
    cweid: label,
    wascid: number,
    tags: anything,
  })
  .refine((one) => one.alertRef ?? one.pluginId ?? one.alert, { path: ['pluginId'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'ZAP' }
  const sites = new Set<string>()
  const members = { name: 'ZAP alerts', members: ['/alerts/*', '/vulnerabilities/*'] }
  for await (const element of eachListed(input, context, members)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const one = shaped(alertSchema, element)
    if (one.type === 'problem') yield one
    else {
      yield* newSite(one.value.url, sites)
      yield observationOf(one.value, element.text)
    }
  }
}

function observationOf(one: z.output<typeof alertSchema>, raw: string): Observation {
  const rule = one.alertRef ?? one.pluginId ?? one.alert ?? 'alert'
  const confidence = one.confidence?.toLowerCase()
  return observe({
    kind: 'web',
    rule,
    title: one.name ?? one.alert ?? rule,
    description: paragraphs(one.description, one.other, one.attack && `Attack: ${one.attack}`),
    severity: severityOfWord(one.risk),
    toolSeverity: one.risk,
    confidence:
      confidence === 'high' || confidence === 'medium' || confidence === 'low' ? confidence : undefined,
    cwes: cwesOf(one.cweid),
    endpoint: { url: one.url, method: one.method, parameter: one.param, evidence: one.evidence },
    references: linksIn(one.reference),
    remediation: one.solution,
    verdict:
      confidence === 'false positive'
        ? { state: 'false_positive', reason: 'confidence set to false positive', source: 'zap' }
        : undefined,
    tags: [
      ...Object.keys(asObject(one.tags) ?? {}).filter((tag) => tag.trim() !== ''),
      ...(one.wascid && one.wascid > 0 ? [`WASC-${one.wascid}`] : []),
    ],
    raw,
  })
}
