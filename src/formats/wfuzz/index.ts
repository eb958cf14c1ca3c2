import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { foundAddress } from '../values/found-address.ts'
import { label, needed, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'

export const wfuzz = {
  id: 'wfuzz',
  name: 'Wfuzz',
  link: 'https://wfuzz.readthedocs.io/en/latest/user/basicusage.html',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'wfuzz -w words.txt -f wfuzz.json,json https://shop.example/FUZZ',
  detect,
  read,
} satisfies Format

const result = z.object({
  chars: z.number(),
  lines: z.number(),
  words: z.number(),
  payload: z.string(),
  url: z.string(),
})

function detect({ outline }: Sample): number {
  return Array.isArray(outline) && fits(result, outline[0]) ? 1 : 0
}

const resultSchema = z.object({
  url: needed,
  method: text,
  code: label,
  chars: label,
  lines: label,
  words: label,
  location: text,
  server: text,
  payload: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'Wfuzz JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'Wfuzz' }
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, ['/*'])) {
    const entry = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (entry.type === 'problem' || element.type === 'problem') {
      if (entry.type === 'problem') yield entry
      continue
    }
    yield* newSite(entry.value.url, sites, { server: entry.value.server })
    yield observationOf(entry.value, element.text)
  }
}

function observationOf(entry: z.output<typeof resultSchema>, raw: string): Item {
  const facts = [
    entry.words && `Words: ${entry.words}`,
    entry.lines && `Lines: ${entry.lines}`,
    entry.server && `Server: ${entry.server}`,
  ]
  return foundAddress({
    url: entry.url,
    method: entry.method,
    status: entry.code,
    size: entry.chars,
    redirect: entry.location,
    // The words, a bar, and the request that was made of them.
    request: / \| ([A-Z]+ \S+ HTTP\/[\s\S]*)$/.exec(entry.payload ?? '')?.[1],
    facts: facts.filter((fact) => fact !== undefined).filter(Boolean),
    raw,
  })
}
