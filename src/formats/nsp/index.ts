import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, needed, number, shaped, text, texts } from '../values/lenient.ts'
import { lowerBounds } from '../values/lower-bounds.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const FINDINGS = '/*'

export const nsp = {
  id: 'nsp',
  name: 'Node Security Platform',
  link: 'https://github.com/nodesecurity/nsp',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'nsp check --reporter json > nsp.json',
  detect,
  read,
} satisfies Format

const finding = z.object({
  module: z.string(),
  advisory: z.string().includes('/advisories/'),
  vulnerable_versions: z.string(),
  path: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(finding, outline[0]) ? 1 : 0
}

const findingSchema = z.object({
  id: label,
  module: needed,
  version: label,
  title: text,
  overview: text,
  recommendation: text,
  cvss_vector: text,
  cvss_score: number,
  patched_versions: text,
  path: texts,
  advisory: needed,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'nsp JSON',
    omit: [FINDINGS],
    schema: z.array(z.unknown()),
  })
  yield { type: 'header', tool: 'Node Security Platform' }
  for await (const element of eachElement(input, context, [FINDINGS])) {
    const found = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (found.type === 'problem') yield found
    else if (element.type === 'element') yield observationOf(found.value, element.text)
  }
}

/** Advisories of the platform are numbers; its pages are their names. A path begins with the project itself. */
function observationOf(from: z.output<typeof findingSchema>, raw: string): Observation {
  const rating = cvssRating({ vector: from.cvss_vector, score: from.cvss_score })
  const chain = from.path.slice(1)
  return observe({
    kind: 'dependency',
    rule: from.id ?? from.advisory,
    title: from.title ?? `Advisory for ${from.module}`,
    description: from.overview,
    severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
    toolSeverity: rating?.score?.toString(),
    cvss: rating ? [rating] : [],
    advisories: advisoryIdsIn(from.title, from.advisory),
    component: {
      name: from.module,
      version: from.version,
      purl: purlOf({ type: 'npm', name: from.module, version: from.version ?? '' }),
      fixVersions: lowerBounds(from.patched_versions),
      direct: chain.length === 0 ? undefined : chain.length === 1,
      chain,
    },
    references: [from.advisory],
    remediation: from.recommendation,
    raw,
  })
}
