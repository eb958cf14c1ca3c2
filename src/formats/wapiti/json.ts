import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { part, shaped, text, texts } from '../values/lenient.ts'
import { entrySchema, type Flaw, observationOf } from './entry.ts'
import { opening } from './opening.ts'

const LISTS = ['vulnerabilities', 'anomalies', 'additionals']
const ENTRIES = LISTS.map((list) => `/${list}/*/*`)

const classification = z.object({
  desc: text,
  sol: text,
  ref: part(z.record(z.string(), z.unknown())),
  wstg: texts,
})

const frameSchema = z.object({
  classifications: z.record(z.string(), part(classification)),
  vulnerabilities: z.record(z.string(), z.unknown()),
  infos: z.object({ target: text, version: text, date: text }),
})

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { classifications, infos } = await jsonFrame(input, context, {
    name: 'Wapiti JSON',
    omit: [...ENTRIES, '/infos/crawled_pages'],
    schema: frameSchema,
  })
  yield* opening(infos)
  for await (const element of eachElement(input, context, ENTRIES)) {
    const entry = element.type === 'problem' ? element : shaped(entrySchema, element)
    if (entry.type === 'problem' || element.type === 'problem') {
      if (entry.type === 'problem') yield entry
      continue
    }
    const [, list = '', name = ''] = element.where.split('/').map(unescaped)
    const told = Object.hasOwn(classifications, name) ? classifications[name] : undefined
    const flaw: Flaw = {
      name: name || 'Unnamed',
      list,
      description: told?.desc,
      solution: told?.sol,
      references: Object.entries(told?.ref ?? {}).map(([title, url]) => `${title} ${url}`),
      wstg: told?.wstg ?? [],
    }
    yield observationOf(entry.value, flaw, infos, element.text)
  }
}

/** A step of a JSON pointer. */
const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~')
