import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, listOf, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { type Advisory, itemsOf } from './items.ts'
import { imageOf, ProductTree } from './product-tree.ts'
import { vulnerabilitySchema } from './vulnerability.ts'

const VULNERABILITIES = '/vulnerabilities/*'

export const csaf = {
  id: 'csaf',
  name: 'CSAF',
  link: 'https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'csaf_downloader --directory advisories psirt.example',
  detect,
  read,
} satisfies Format

const versioned = z.object({
  csaf_version: z.string().regex(/^2\./),
  tracking: z.object({ id: z.string().trim().min(1) }),
})

const marks = z.object({ document: versioned })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

const frameSchema = z.object({
  document: versioned.extend({
    title: text,
    publisher: part(z.object({ name: text, namespace: text })),
    tracking: z.object({
      id: z.string().trim().min(1),
      current_release_date: text,
      generator: part(z.object({ engine: part(z.object({ name: text, version: text })) })),
    }),
    references: listOf(z.object({ url: text, category: text })),
    aggregate_severity: part(z.object({ text })),
  }),
  product_tree: anything,
})

type Document = z.output<typeof frameSchema>['document']

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { document, product_tree } = await jsonFrame(input, context, {
    name: 'CSAF 2',
    omit: [VULNERABILITIES],
    schema: frameSchema,
  })
  yield headerOf(document)
  const products = new ProductTree(product_tree)
  yield* products.problems
  const images = new Set<string>()
  for (const product of products.all()) {
    const image = imageOf(product)
    if (!image || images.has(image.name)) continue
    images.add(image.name)
    yield image
  }
  const advisory = advisoryOf(document)
  for await (const element of eachElement(input, context, [VULNERABILITIES])) {
    const found = element.type === 'problem' ? element : shaped(vulnerabilitySchema, element)
    if (found.type === 'problem') yield found
    else if (element.type === 'element') yield* itemsOf(found.value, element, { advisory, products })
  }
}

function headerOf({ publisher, tracking }: Document): ReportHeader {
  const { engine } = tracking.generator ?? {}
  return withoutGaps({
    type: 'header' as const,
    tool: engine?.name ?? 'CSAF',
    toolVersion: engine?.name ? engine.version : undefined,
    target: [publisher?.namespace, tracking.id].filter(Boolean).join('/'),
    producedAt: isoTime(tracking.current_release_date),
  })
}

/** What the document says of itself that belongs to each of its vulnerabilities. */
const advisoryOf = (document: Document): Advisory => ({
  id: document.tracking.id,
  title: document.title,
  publisher: document.publisher?.name,
  aggregateSeverity: document.aggregate_severity?.text,
  links: document.references.filter(({ category }) => category === 'self').flatMap(({ url }) => url ?? []),
})
