import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { peek } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { isObject } from '../values/fields.ts'
import { foundAddress } from '../values/found-address.ts'
import { label, needed, part, shaped, texts } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'

export const whatweb = {
  id: 'whatweb',
  name: 'WhatWeb',
  link: 'https://github.com/urbanadventurer/WhatWeb#logging',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'whatweb --log-json=whatweb.json https://shop.example',
  detect,
  read,
} satisfies Format

const record = z.object({
  target: z.string(),
  http_status: z.unknown(),
  plugins: z.record(z.string(), z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(record, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const plugin = z.object({
  version: texts,
  string: texts,
  os: texts,
  account: texts,
  model: texts,
  firmware: texts,
  module: texts,
  filepath: texts,
  certainty: label,
})

const recordSchema = z.object({
  target: needed,
  http_status: label,
  plugins: z.record(z.string(), part(plugin)),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 64 * 1024)).toString('utf8')
  if (!/^\s*\[\s*\]/.test(start) && !/"target"/.test(start))
    throw new UnreadableReport(
      'broken',
      'This does not read as WhatWeb JSON: it names no target. Choose the right format, or run the tool again.',
    )
  yield { type: 'header', tool: 'WhatWeb' }
  const sites = new Set<string>()
  for await (const element of eachRecord(input, context)) {
    // Older versions close the list with an empty one.
    if (element.type === 'element' && isObject(element.value) && Object.keys(element.value).length === 0)
      continue
    const result = element.type === 'problem' ? element : shaped(recordSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    yield* itemsOf(result.value, element.text, sites)
  }
}

function* itemsOf(item: z.output<typeof recordSchema>, raw: string, sites: Set<string>): Generator<Item> {
  const plugins = Object.entries(item.plugins).map(([name, told]) => ({ name, ...told }))
  const of = (name: string) => plugins.find((told) => told.name === name)?.string?.join(', ')
  yield* newSite(item.target, sites, { ip: of('IP'), server: of('HTTPServer'), title: of('Title') })
  for (const { name, version = [] } of plugins)
    for (const one of version)
      yield {
        type: 'component',
        ref: `${item.target} ${name} ${one}`,
        name,
        version: one,
        componentType: 'application',
      }
  yield foundAddress({
    url: item.target,
    status: item.http_status,
    redirect: of('RedirectLocation'),
    facts: plugins.map(({ name, certainty, ...told }) => {
      const values = Object.entries(told).flatMap(([fact, list]) =>
        list.map((value) => (fact === 'string' ? value : `${fact} ${value}`)),
      )
      return `${name}${values.length > 0 ? `: ${values.join(', ')}` : ''}${certainty ? ` (${certainty} %)` : ''}`
    }),
    raw,
  })
}
