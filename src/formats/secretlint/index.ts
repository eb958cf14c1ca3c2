import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { fileItems, secretsOf } from './observation.ts'

export const secretlint = {
  id: 'secretlint',
  name: 'Secretlint',
  link: 'https://github.com/secretlint/secretlint#readme',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'secretlint --format json --output secretlint.json "**/*"',
  detect,
  read,
} satisfies Format

/** ESLint's reports look alike; the type of the content is this one's alone. */
const known = z.object({
  filePath: z.string(),
  sourceContentType: z.enum(['text', 'binary', 'unknown']),
  messages: z.array(z.unknown()),
})

const marks = z.tuple([known], z.unknown())

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Secretlint JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Secretlint' }
  const hide = secretHider(await secretsIn(eachElement(input, context, ['/*']), secretsOf))
  for await (const element of eachElement(input, context, ['/*'])) {
    if (element.type === 'problem') yield element
    else for (const item of fileItems(element)) yield item.type === 'problem' ? item : hide(item)
  }
}
