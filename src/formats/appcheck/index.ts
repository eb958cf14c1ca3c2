import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isWebAddress, newHost, newSite } from '../values/web-address.ts'
import { itemSchema, observationOf } from './observation.ts'

const ITEMS = '/items/*'

export const appcheck = {
  id: 'appcheck',
  name: 'AppCheck',
  link: 'https://api.appcheck-ng.com/apidoc-06.html',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'In AppCheck, open the scan and export its vulnerabilities as JSON.',
  detect,
  read,
} satisfies Format

const item = z.object({ title: z.string(), probability: z.string(), impact: z.string(), status: z.string() })
const some = z.object({ items: z.tuple([item], z.unknown()) })
const none = z.strictObject({ items: z.tuple([]), hosts: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  if (fits(some, outline)) return 1
  return fits(none, outline) ? 0.6 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'AppCheck JSON',
    omit: [ITEMS, '/hosts/*'],
    schema: z.object({ items: z.array(z.unknown()), hosts: z.array(z.unknown()).optional() }),
  })
  yield { type: 'header', tool: 'AppCheck' }
  const known = new Set<string>()
  for await (const element of eachElement(input, context, [ITEMS])) {
    const result = element.type === 'problem' ? element : shaped(itemSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { url, web_app, host, ipv4_address } = result.value
    const site = url ?? web_app
    if (isWebAddress(site)) yield* newSite(site, known, { ip: ipv4_address })
    else yield* newHost(host ?? ipv4_address, known, { ip: ipv4_address })
    yield observationOf(result.value, element.text)
  }
}
