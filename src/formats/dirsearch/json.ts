import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asObject } from '../values/fields.ts'
import { foundAddress } from '../values/found-address.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { addressAt, isWebAddress, newSite } from '../values/web-address.ts'
import { header } from './header.ts'

const RESULTS = '/results/*'

const resultSchema = z.object({
  url: text,
  path: text,
  status: label,
  'content-length': label,
  contentLength: label,
  'content-type': text,
  contentType: text,
  redirect: text,
  elapsed: label,
})

const frameSchema = z.object({ info: z.object({ args: text, time: text }), results: z.array(z.unknown()) })

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { info } = await jsonFrame(input, context, {
    name: 'dirsearch JSON',
    omit: [RESULTS],
    schema: frameSchema,
  })
  yield header(info.args, info.time)
  const sites = new Set<string>()
  for await (const element of eachElement(input, context, [RESULTS])) {
    if (element.type === 'problem') yield element
    else for (const item of itemsAt(element.where, element.value, undefined, sites)) yield item
  }
}

/** Before 0.4.3 the results were grouped: each group has the site as its only name, and a list of paths. */
function* itemsAt(
  where: string,
  value: unknown,
  site: string | undefined,
  sites: Set<string>,
): Generator<Item> {
  const groups = Object.entries(asObject(value) ?? {}).filter(
    ([name, list]) => isWebAddress(name) && Array.isArray(list),
  )
  for (const [name, list] of groups)
    for (const [index, item] of (list as unknown[]).entries())
      yield* itemsAt(
        `${where}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/${index}`,
        item,
        name,
        sites,
      )
  if (groups.length > 0) return
  const result = shaped(resultSchema, { where, value })
  if (result.type === 'problem') {
    yield result
    return
  }
  const { path, status, redirect, elapsed, ...entry } = result.value
  const url = entry.url ?? (path && addressAt(site, path))
  if (!url) {
    yield loss(where, 'left out, because it has no address')
    return
  }
  yield* newSite(url, sites)
  yield foundAddress({
    url,
    status,
    size: entry.contentLength ?? entry['content-length'],
    contentType: entry.contentType ?? entry['content-type'],
    redirect,
    facts: elapsed ? [`Elapsed: ${elapsed} s`] : [],
    raw: JSON.stringify(value),
  })
}
