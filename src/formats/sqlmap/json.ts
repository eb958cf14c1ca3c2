import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asList, asObject, asText } from '../values/fields.ts'
import { needed, part, shaped, text, texts } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { observationOf } from './injection.ts'

const DATA = '/data/*'

export const frameSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ sqlmap_version: z.string(), url: text, timestamp: text }),
})

const technique = z.object({ title: text, payload: text, vector: text })

const injectionSchema = z.object({
  place: needed,
  parameter: needed,
  notes: texts,
  data: part(z.record(z.string(), part(technique))),
})

/** What `--report-json` writes. Only the data that list injections are findings; others are the database's content. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { meta } = await jsonFrame(input, context, { name: 'sqlmap JSON', omit: [DATA], schema: frameSchema })
  const producedAt = isoTime(meta.timestamp)
  yield {
    type: 'header',
    tool: 'sqlmap',
    toolVersion: meta.sqlmap_version.replace(/^sqlmap\//, ''),
    ...(meta.url && { target: meta.url }),
    ...(producedAt && { producedAt }),
  }
  yield* newSite(meta.url, new Set())
  for await (const element of eachElement(input, context, [DATA, '/error/*'])) {
    if (element.type === 'problem') yield element
    else if (element.pattern !== DATA)
      yield loss(element.where, 'the tool reports an error: something may be missing')
    else {
      for (const [index, value] of asList(asObject(element.value)?.value).entries())
        if (asText(asObject(value)?.place)) yield itemOf(`${element.where}/value/${index}`, value, meta.url)
    }
  }
}

function itemOf(where: string, value: unknown, url: string | undefined): Item {
  const result = shaped(injectionSchema, { where, value })
  if (result.type === 'problem') return result
  const { place, parameter, notes, data } = result.value
  const ways = Object.values(data ?? {}).filter((way) => way !== undefined)
  return observationOf({
    url,
    place,
    parameter,
    techniques: ways.flatMap(({ title }) => title ?? []),
    details: ways.flatMap(({ payload }) => (payload ? [`Payload: ${payload}`] : [])),
    notes: notes.join(', ') || undefined,
    raw: JSON.stringify(value),
  })
}
