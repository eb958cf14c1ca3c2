import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { findingSchema, observationsOf, urlOf } from './finding.ts'

const COLLECTION = '/collection/*'

export const whitehat = {
  id: 'whitehat',
  name: 'WhiteHat Sentinel',
  link: 'https://apidocs.whitehatsec.com/whs/docs/making-a-request',
  extensions: ['.json'],
  kinds: ['web', 'code'],
  howTo:
    'curl "https://sentinel.whitehatsec.com/api/vuln?key=…&format=json&display_attack_vectors=1" > whitehat.json',
  detect,
  read,
} satisfies Format

const vulnerability = z.union([
  z.object({ class: z.string(), attack_vectors: z.array(z.unknown()) }),
  z.object({ class: z.string(), status: z.string(), href: z.string().regex(/\/api\/.*vuln/) }),
  z.object({
    class: z.object({ shortName: z.string() }),
    asset: z.object({ subID: z.unknown() }),
    status: z.string(),
  }),
])
const some = z.object({ collection: z.tuple([vulnerability], z.unknown()) })
const none = z.object({ collection: z.tuple([]) })

function detect({ outline }: Sample): number {
  if (fits(some, outline)) return 1
  const isBare = fits(none, outline) && Object.keys(outline as object).every((key) => FRAME.includes(key))
  return isBare ? 0.6 : 0
}

const FRAME = ['collection', 'page', 'href', 'total', 'query']

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'WhiteHat Sentinel JSON',
    omit: [COLLECTION],
    schema: z.object({ collection: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'WhiteHat Sentinel' }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, [COLLECTION])) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      if (finding.type === 'problem') yield finding
      continue
    }
    yield* newSite(urlOf(finding.value), sites)
    yield* observationsOf(finding.value, element.value as object)
  }
}
