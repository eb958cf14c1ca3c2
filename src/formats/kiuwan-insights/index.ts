import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, listOf, needed, number, probability, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const VULNERABILITIES = '/*'

export const kiuwanInsights = {
  id: 'kiuwan-insights',
  name: 'Kiuwan Insights vulnerabilities',
  link: 'https://static.kiuwan.com/rest-api/kiuwan-rest-api.html',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo:
    'curl --user USER "https://api.kiuwan.com/insights/analysis/security?application=shop" > kiuwan-insights.json',
  detect,
  read,
} satisfies Format

const known = z.object({ cve: z.string(), securityRisk: z.string(), privateVulnerability: z.boolean() })

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const schema = z.object({
  id: label,
  cve: needed,
  cwe: text,
  muted: flag,
  cVSSv2BaseScore: number,
  cVSSv3BaseScore: number,
  securityRisk: text,
  description: text,
  epss_score: probability,
  components: listOf(z.object({ artifact: needed, version: label })),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = z.array(z.unknown())
  await jsonFrame(input, context, { name: "Kiuwan Insights' list", omit: [VULNERABILITIES], schema: frame })
  yield { type: 'header', tool: 'Kiuwan Insights' }
  for await (const element of eachElement(input, context, [VULNERABILITIES])) {
    if (element.type === 'problem') yield element
    else yield* vulnerabilityItems(element)
  }
}

/** An observation for each component; one that names none is one all the same. */
function* vulnerabilityItems(element: Element): Generator<Item> {
  const one = shaped(schema, element)
  if (one.type === 'problem') {
    yield one
    return
  }
  const { components } = one.value
  for (const component of components.length > 0 ? components : [undefined])
    yield observationOf(one.value, component, element.text)
}

type Vulnerability = z.output<typeof schema>

function observationOf(
  one: Vulnerability,
  component: Vulnerability['components'][number] | undefined,
  raw: string,
): Observation {
  const rule = normalAdvisoryId(one.cve)
  const { artifact: name, version } = component ?? {}
  return observe({
    kind: 'dependency',
    rule,
    title: name ? `${rule} in ${name}` : rule,
    description: one.description,
    severity: severityOfWord(one.securityRisk),
    toolSeverity: one.securityRisk,
    cvss: [
      cvssRating({ score: one.cVSSv3BaseScore, version: '3' }),
      cvssRating({ score: one.cVSSv2BaseScore, version: '2' }),
    ].filter((rating) => rating !== undefined),
    cwes: cwesOf(one.cwe),
    advisories: [rule],
    // Only Maven's coordinates tell their ecosystem.
    component: name
      ? {
          name,
          version,
          purl: /^[\w.-]+:[\w.-]+$/.test(name)
            ? purlOf({ type: 'maven', name, version: version ?? '' })
            : undefined,
        }
      : undefined,
    epss: one.epss_score,
    verdict: one.muted ? { state: 'accepted', reason: 'muted', source: 'kiuwan-muted' } : undefined,
    raw,
  })
}
