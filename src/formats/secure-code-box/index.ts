import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { findingSchema, observationOf } from './observation.ts'

export const secureCodeBox = {
  id: 'secure-code-box',
  name: 'secureCodeBox findings',
  link: 'https://www.securecodebox.io/docs/api/finding',
  extensions: ['.json', '.yaml'],
  kinds: ['runtime', 'web', 'code', 'container', 'dependency', 'secret'],
  howTo: 'the findings.json that a scan of secureCodeBox stores, as its status links it',
  detect,
  read,
} satisfies Format

/** Some fields are in every finding; the layer and the attributes are nobody else's. */
const mark = z.object({
  name: z.string(),
  category: z.string(),
  severity: z.enum(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNKNOWN']),
  attributes: z.object({}),
})
const own = z.union([
  z.object({ osi_layer: z.string() }),
  z.object({ parsed_at: z.string() }),
  z.object({ scan: z.object({ scan_type: z.string() }) }),
])

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  return fits(mark, first) && fits(own, first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const findings = () =>
    eachListed(input, context, { name: 'findings of secureCodeBox', members: ['/findings/*'] })
  const hide = secretHider(await secretsIn(findings(), secretsOf))
  yield { type: 'header', tool: 'secureCodeBox' }
  yield* shapedItems(findings(), findingSchema, (finding, element) => hide(observationOf(finding, element)))
}

const secretsOf = ({ value }: Element): (string | undefined)[] => [
  readBy(findingSchema, value)?.attributes?.offender,
]
