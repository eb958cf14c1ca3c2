import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, text, texts } from '../values/lenient.ts'
import { itemsAt } from './items.ts'
import { headerOf, openSite, type Run, type Site } from './site.ts'

/** Older reports have a single site alone, not in a list. */
const ALERTS = ['/site/*/alerts/*', '/site/alerts/*']

const siteSchema = z.object({ '@name': z.string(), '@host': label, '@port': label, '@ssl': label })

const frameSchema = z.object({
  '@version': text,
  '@generated': text,
  created: text,
  site: z.union([z.array(siteSchema), siteSchema.transform((site) => [site])]),
  afPlanErrors: texts,
  afPlanWarns: texts,
})

/** The `traditional-json` and `traditional-json-plus` reports. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'ZAP JSON',
    omit: [...ALERTS, '/site/*/statistics', '/statistics', '/sequences'],
    schema: frameSchema,
  })
  const run: Run = { version: frame['@version'], generated: frame['@generated'], created: frame.created }
  const sites = frame.site.map(siteIn)
  let next = 0
  if (sites.length === 0) yield headerOf(run)
  for await (const element of eachElement(input, context, ALERTS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Number(element.where.split('/')[2]) || 0
    for (; next <= index; next++) yield* openSite(run, sites[next] as Site)
    yield* itemsOfAlert(element, sites[index] as Site)
  }
  for (; next < sites.length; next++) yield* openSite(run, sites[next] as Site)
  yield* planProblems(frame)
}

const siteIn = (site: z.output<typeof siteSchema>): Site => ({
  name: site['@name'],
  host: site['@host'],
  port: site['@port'],
  ssl: site['@ssl'],
})

function* itemsOfAlert({ where, value }: { where: string; value: unknown }, site: Site): Generator<Item> {
  const { instances, ...alert } = (value ?? {}) as { instances?: unknown }
  const places = Array.isArray(instances) && instances.length > 0 ? instances : [{}]
  const before = `${JSON.stringify({ ...alert, instances: [] }).slice(0, -2)}`
  const raw = (instance: unknown) => `${before}${JSON.stringify(instance)}]}`
  yield* itemsAt(
    places.map((instance) => ({ value: instance, raw: () => raw(instance) })),
    { where, value },
    site.name,
  )
}

/** A plan of the automation framework went wrong: what its failed jobs would have found is missing. */
function* planProblems({ afPlanErrors, afPlanWarns }: z.output<typeof frameSchema>): Generator<Item> {
  for (const index of afPlanErrors.keys())
    yield loss(
      `/afPlanErrors/${index}`,
      'the automation plan reports an error: part of the scan may not have run',
    )
  for (const index of afPlanWarns.keys())
    yield problem(`/afPlanWarns/${index}`, 'the automation plan reports a warning')
}
