import { asObject, asObjects } from '../../../formats/values/fields.ts'
import { normalPurl } from '../../../formats/values/purl.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { flaw, jsonElements, jsonFrame } from '../reading/json-elements.ts'
import { day, word } from '../reading/said.ts'
import { readFeedFile } from '../reading/unreadable-feed.ts'

/** endoflife.date's products with all their cycles (https://endoflife.date/docs/api/v1/, `/products/full`). */
export const endoflife = {
  id: 'endoflife',
  name: 'endoflife.date',
  link: 'https://endoflife.date/',
  license: 'MIT',
  base: 'https://endoflife.date/api/v1/',
  files: ['endoflife.json'],
  addresses: { 'endoflife.json': 'https://endoflife.date/api/v1/products/full/' },
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  const frame = await jsonFrame(file, 'result')
  const made = day(frame.generated_at)
  const version = word(frame.schema_version)
  if (made) yield { type: 'as-of', day: made, ...(version && { version }) }
  for await (const element of jsonElements(file, '/result/*')) {
    if (element.type === 'problem') yield element
    else yield* cyclesOf(element.value, element.where)
  }
}

function* cyclesOf(value: unknown, where: string): Generator<IntelItem> {
  const product = asObject(value)
  const name = word(product?.name)
  if (!product || !name || !Array.isArray(product.releases)) {
    yield flaw(where, 'this product is left out: it lacks a name or its releases')
    return
  }
  const purls = asObjects(product.identifiers)
    .filter((identifier) => identifier.type === 'purl')
    .map((identifier) => normalPurl(identifier.id))
    .filter((purl) => purl !== undefined)
  for (const [index, given] of product.releases.entries())
    yield cycleOf(given, name, purls, `${where}/releases/${index}`)
}

function cycleOf(value: unknown, product: string, purls: string[], where: string): IntelItem {
  const release = asObject(value)
  const cycle = typeof release?.name === 'number' ? String(release.name) : word(release?.name)
  if (!release || !cycle) return flaw(where, 'this release is left out: it has no name')
  const released = day(release.releaseDate)
  // The day says more than whether it has passed, which changes by itself.
  const eol = day(release.eolFrom) ?? (typeof release.isEol === 'boolean' ? release.isEol : undefined)
  const latest = word(asObject(release.latest)?.name)
  return {
    type: 'cycle',
    product,
    cycle,
    ...(released && { released }),
    ...(eol !== undefined && { eol }),
    ...(latest && { latest }),
    purls,
  }
}
