import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { fileItems, secretsOf } from './observation.ts'

const RESULTS = '/results/*'

export const talisman = {
  id: 'talisman',
  name: 'Talisman',
  link: 'https://thoughtworks.github.io/talisman/docs/scanning-git-history',
  extensions: ['.json'],
  kinds: ['secret', 'code'],
  howTo: 'talisman --scan --reportDirectory talisman',
  detect,
  read,
} satisfies Format

const types = z.object({ filecontent: z.number(), filename: z.number(), filesize: z.number() })
const known = z.object({ summary: z.object({ types }), results: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'a Talisman report',
    omit: [RESULTS],
    // Talisman writes null for a list without members.
    schema: z.object({ results: z.array(z.unknown()).nullable(), summary: z.object({}) }),
  })
  yield { type: 'header', tool: 'Talisman' }
  const hide = secretHider(await secretsIn(eachElement(input, context, [RESULTS]), secretsOf))
  for await (const element of eachElement(input, context, [RESULTS])) {
    if (element.type === 'problem') yield element
    else for (const item of fileItems(element)) yield item.type === 'problem' ? item : hide(item)
  }
}
