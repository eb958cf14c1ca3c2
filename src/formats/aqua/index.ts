import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { number } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { cveItems } from './cve.ts'
import { assuranceItems, openImage, type Scan, scanSchema } from './image.ts'
import { resourceItems } from './resource.ts'
import { riskItems } from './risk.ts'

export const aqua = {
  id: 'aqua',
  name: 'Aqua Security',
  link: 'https://docs.aquasec.com/',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware', 'secret', 'config'],
  howTo: 'scannercli scan --jsonfile aqua.json IMAGE',
  detect,
  read,
} satisfies Format

const scan = z.object({ image: z.string(), resources: z.array(z.unknown()), scan_started: z.unknown() })
const assured = z.object({ image: z.string(), image_assurance_results: z.object({}) })
const several = z.tuple(
  [z.object({ image_name: z.string(), results: z.object({ image: z.string() }) })],
  z.unknown(),
)
const cves = z.object({ image_name: z.string(), disallowed: z.boolean(), cves_counts: z.object({}) })
const page = z.object({ result: z.array(z.unknown()), pagesize: z.number() })
const risk = z.object({ image_name: z.string(), resource: z.object({}), aqua_severity: z.string() })

function detect({ outline }: Sample): number {
  if ([scan, assured, several, cves].some((schema) => fits(schema, outline))) return 1
  const { result } = readBy(page, outline) ?? {}
  if (!result) return 0
  if (result.length > 0) return fits(risk, result[0]) ? 1 : 0
  return 'more_data_all_pages' in (outline as object) ? 0.9 : 0
}

/** The scanner's own report, an array of them, the findings of the older API, and a page of today's. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { outline } = await sampleOf(input)
  if (Array.isArray(outline)) yield* readScans(input, context, '/*/results/resources/*')
  else if ('cves_counts' in Object(outline)) yield* readCves(input, context)
  else if ('result' in Object(outline)) yield* readRisks(input, context)
  else yield* readScans(input, context, '/resources/*')
}

async function* readScans(input: Input, context: ReadContext, pattern: string): AsyncGenerator<Item> {
  const scans = await jsonFrame(input, context, {
    name: "Aqua's scan of an image",
    omit: [pattern],
    schema: z.union([
      z.array(z.object({ results: scanSchema })).transform((list) => list.map(({ results }) => results)),
      scanSchema.transform((one) => [one]),
    ]),
  })
  let next = 0
  const place = (index: number) => (pattern === '/resources/*' ? '' : `/${index}/results`)
  function* openNext(): Generator<Item> {
    const one = scans[next] as Scan
    yield* openImage(one)
    yield* assuranceItems(one, place(next++))
  }
  for await (const element of eachElement(input, context, [pattern])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = pattern === '/resources/*' ? 0 : Number(element.where.split('/')[1])
    while (next <= index) yield* openNext()
    yield* resourceItems(element, scans[index] as Scan)
  }
  while (next < scans.length) yield* openNext()
  if (scans.length === 0) yield { type: 'header', tool: 'Aqua' }
}

async function* readCves(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Aqua's findings of an image",
    omit: ['/cves/*'],
    schema: z.object({ image_name: z.string(), registry: z.string().optional(), cves: z.array(z.unknown()) }),
  })
  yield* openImage({ image: frame.image_name, registry: frame.registry })
  yield* each(eachElement(input, context, ['/cves/*']), cveItems)
}

async function* readRisks(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { count } = await jsonFrame(input, context, {
    name: "Aqua's list of vulnerabilities",
    omit: ['/result/*'],
    schema: page.extend({ count: number }),
  })
  let found = 0
  for await (const item of riskItems(eachElement(input, context, ['/result/*']))) {
    if (item.type === 'observation' || item.type === 'problem') found++
    yield item
  }
  if (count !== undefined && count > found)
    yield loss('/count', 'the list goes on in another page, which is not in this file')
}

async function* each(
  elements: AsyncIterable<Element | Extract<Item, { type: 'problem' }>>,
  itemsOf: (element: Element) => Iterable<Item>,
): AsyncGenerator<Item> {
  for await (const element of elements) yield* element.type === 'problem' ? [element] : itemsOf(element)
}
