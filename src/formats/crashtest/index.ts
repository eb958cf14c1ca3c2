import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { type Description, descriptionSchema } from './description.ts'
import { findingSchema, itemsOf } from './observation.ts'

export const crashtest = {
  id: 'crashtest',
  name: 'Crashtest Security',
  link: 'https://www.veracode.com/products/dynamic-analysis-dast/',
  extensions: ['.json'],
  kinds: ['web', 'dependency', 'runtime'],
  howTo: 'In Crashtest Security, open the scan and export its findings as JSON.',
  detect,
  read,
} satisfies Format

/** The answer of the API, or only its data. */
const FINDINGS = ['/data/findings/*/*', '/findings/*/*']
const DESCRIPTIONS = ['/data/descriptions/*', '/descriptions/*']

const body = z.object({
  findings: z.record(z.string(), z.array(z.unknown())),
  descriptions: z.array(z.unknown()),
})
const frameSchema = z.union([body, z.object({ data: body })])

const marks = z.object({ commandinjection: z.unknown(), sqlinjection: z.unknown(), xss: z.unknown() })
const start = z.object({ findings: marks.partial(), descriptions: z.array(z.unknown()).optional() })

function detect({ outline }: Sample): number {
  const given = Object(Object(outline).data ?? outline)
  return fits(start, given) && Object.keys(given.findings).some((key) => key in marks.shape) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "Crashtest Security's JSON",
    omit: [...FINDINGS, ...DESCRIPTIONS],
    schema: frameSchema,
  })
  const descriptions = new Map<string, Description>()
  for await (const element of eachElement(input, context, DESCRIPTIONS)) {
    const description = element.type === 'problem' ? element : shaped(descriptionSchema, element)
    if (description.type === 'shaped') descriptions.set(description.value.slug, description.value)
    // A document that breaks off is told once, by the findings.
    else if (element.type === 'element') yield description
  }
  yield { type: 'header', tool: 'Crashtest Security' }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, FINDINGS)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      if (finding.type === 'problem') yield finding
      continue
    }
    for (const item of itemsOf(finding.value, descriptions, element)) {
      if (item.type === 'observation') yield* newSite(item.endpoint?.url, sites)
      yield item
    }
  }
}
