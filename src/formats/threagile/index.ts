import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { plainText } from '../values/html-text.ts'
import { shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'

export const threagile = {
  id: 'threagile',
  name: 'Threagile',
  link: 'https://threagile.io/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'threagile -model threagile.yaml -output . -generate-risks-json',
  detect,
  read,
} satisfies Format

const marks = z.tuple([z.object({ category: z.string(), synthetic_id: z.string() })], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Threagile risks', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Threagile' }
  for await (const element of eachElement(input, context, ['/*'])) {
    const risk = element.type === 'problem' ? element : shaped(riskSchema, element)
    if (risk.type === 'problem') yield risk
    else yield observationOf(risk.value, element as Element)
  }
}

const riskSchema = z.object({
  category: z.string().trim().min(1),
  risk_status: text,
  severity: text,
  exploitation_likelihood: text,
  exploitation_impact: text,
  title: text,
  synthetic_id: text,
  most_relevant_data_asset: text,
  most_relevant_technical_asset: text,
  most_relevant_trust_boundary: text,
  most_relevant_shared_runtime: text,
  most_relevant_communication_link: text,
  data_breach_probability: text,
  data_breach_technical_assets: texts,
})

type Risk = z.output<typeof riskSchema>

/** Five steps, of which the middle one is ours too; `medium` lies below it. */
const SEVERITY: Record<string, Severity> = byWord({ elevated: 'medium' })

function observationOf(risk: Risk, { text }: Element): Observation {
  const title = plainText(risk.title)
  return observe({
    kind: 'config',
    rule: risk.category,
    title: titleOf(title, risk.category),
    description: descriptionOf(risk, title),
    severity: SEVERITY[risk.severity ?? ''] ?? severityOfWord(risk.severity),
    toolSeverity: risk.severity,
    resource: resourceOf(risk),
    fingerprints: risk.synthetic_id ? { syntheticId: risk.synthetic_id } : undefined,
    verdict: verdictOf(risk.risk_status),
    raw: text,
  })
}

function descriptionOf(risk: Risk, title: string | undefined): string | undefined {
  const facts = [
    ['Likelihood', risk.exploitation_likelihood],
    ['Impact', risk.exploitation_impact],
    ['Data breach', risk.data_breach_probability],
    ['Data breach through', risk.data_breach_technical_assets.join(', ')],
    ['Data asset', risk.most_relevant_data_asset],
    ['Trust boundary', risk.most_relevant_trust_boundary],
    ['Shared runtime', risk.most_relevant_shared_runtime],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  return [title, facts.join('\n')].filter(Boolean).join('\n\n') || undefined
}

/** The narrowest thing that the risk is about, of those that it names; the link says which asset calls. */
function resourceOf(risk: Risk): Observation['resource'] {
  const { most_relevant_communication_link: link, most_relevant_technical_asset: asset } = risk
  if (link) return { address: asset ? `${link} to ${asset}` : link, type: 'communication link' }
  if (asset) return { address: asset, type: 'technical asset' }
  const others = [
    ['data asset', risk.most_relevant_data_asset],
    ['trust boundary', risk.most_relevant_trust_boundary],
    ['shared runtime', risk.most_relevant_shared_runtime],
    // The id names the parts behind the category.
    ['', risk.synthetic_id?.split('@').slice(1).join('@')],
  ] as const
  const [type, address] = others.find(([, name]) => name) ?? []
  return address ? { address, ...(type && { type }) } : undefined
}

const STATES: Record<string, ProducerVerdict['state']> = byWord({
  accepted: 'accepted',
  mitigated: 'fixed',
  'false-positive': 'false_positive',
})

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const state = status && Object.hasOwn(STATES, status) ? STATES[status] : undefined
  return state && { state, reason: status as string, source: 'threagile' }
}
