import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { fits } from '../values/read-schema.ts'
import { readLayer } from './layer.ts'
import { readList } from './list.ts'
import { readReport } from './report.ts'

export const clair = {
  id: 'clair',
  name: 'Clair',
  link: 'https://quay.github.io/clair/',
  extensions: ['.json'],
  kinds: ['container', 'dependency'],
  howTo: 'clairctl report --out json registry.example/shop:1.0 > clair.json',
  detect,
  read,
} satisfies Format

const report = z.object({
  manifest_hash: z.string(),
  packages: z.record(z.string(), z.unknown()),
  /** An index, which comes before the report, has one. */
  state: z.undefined().optional(),
})
const layer = z.object({ Name: z.string(), Features: z.array(z.unknown()).nullable() })
const api = z.union([
  z.object({ Layer: layer }),
  z.object({ status: z.string(), data: z.object({ Layer: layer }) }),
])
const scanner = z.object({
  image: z.string(),
  unapproved: z.array(z.unknown()).nullable(),
  vulnerabilities: z.array(z.unknown()).nullable(),
})
const klar = z.object({ LayerCount: z.number(), Vulnerabilities: z.record(z.string(), z.unknown()) })

const marks = z.union([report, api, scanner, klar])

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

/** Version 4's report, a layer of the API before it (which Quay still answers with), and the lists of clair-scanner and Klar. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { outline } = await sampleOf(input)
  if (Object.hasOwn(Object(outline), 'manifest_hash')) yield* readReport(input, context)
  else if (['Layer', 'data'].some((key) => Object.hasOwn(Object(outline), key)))
    yield* readLayer(input, context)
  else yield* readList(input, context)
}
