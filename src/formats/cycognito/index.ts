import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isWebAddress, newHost, newSite } from '../values/web-address.ts'
import { issueSchema, observationOf, placeOf } from './issue.ts'

export const cycognito = {
  id: 'cycognito',
  name: 'CyCognito',
  link: 'https://docs.cycognito.com/reference/query-issues',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'curl --request POST "https://api.platform.cycognito.com/v1/issues?key=…" > cycognito.json',
  detect,
  read,
} satisfies Format

const issue = z.object({
  affected_asset: z.string(),
  issue_id: z.string(),
  issue_status: z.string(),
  investigation_status: z.string(),
})

function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(issue, outline[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'CyCognito JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'CyCognito' }
  const known = new Set<string>()
  for await (const element of eachElement(input, context, ['/*'])) {
    const result = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const place = placeOf(result.value)
    yield* isWebAddress(place) ? newSite(place, known) : newHost(place, known)
    yield observationOf(result.value, element.text)
  }
}
