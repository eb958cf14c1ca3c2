import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { listOf, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { observationsOf, occurrenceSchema } from './occurrence.ts'

const FOUND = '/package_vulnerability_summary/vulnerabilities/*/*'
const OCCURRENCES = '/occurrences/*'

export const gcloudArtifactAnalysis = {
  id: 'gcloud-artifact-analysis',
  name: 'Google Artifact Analysis',
  link: 'https://cloud.google.com/artifact-analysis/docs/view-artifact-metadata',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware'],
  howTo:
    'gcloud artifacts docker images describe IMAGE --show-package-vulnerability --format=json > scan.json',
  detect,
  read,
} satisfies Format

const image = z.object({ fully_qualified_digest: z.string() })
const described = z
  .object({ image_summary: image })
  .and(
    z.union([
      z.object({ package_vulnerability_summary: z.unknown() }),
      z.object({ discovery_summary: z.unknown() }),
    ]),
  )
const occurrence = z.object({
  noteName: z.string(),
  resourceUri: z.string(),
  kind: z.literal('VULNERABILITY'),
})

function detect({ outline }: Sample): number {
  if (fits(described, outline)) return 1
  return fits(occurrence, firstListed(outline, [OCCURRENCES])) ? 1 : 0
}

/** What `describe` says of one image, or a list of occurrences, each of which names its image. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { outline } = await sampleOf(input)
  const isList = Array.isArray(outline) || Object.hasOwn(Object(outline), 'occurrences')
  yield* isList ? readList(input, context) : readImage(input, context)
}

const discoverySchema = z.object({ discovery: part(z.object({ lastScanTime: text })) })

async function* readImage(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { image_summary, discovery_summary } = await jsonFrame(input, context, {
    name: "Artifact Analysis' description of an image",
    omit: [FOUND],
    schema: z.object({
      image_summary: image,
      discovery_summary: part(z.object({ discovery: listOf(discoverySchema) })),
    }),
  })
  const reference = image_summary.fully_qualified_digest
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Google Artifact Analysis',
    target: imageReference(reference).name,
    producedAt: isoTime(discovery_summary?.discovery[0]?.discovery?.lastScanTime),
  })
  yield imageClaim(reference)
  for await (const element of eachElement(input, context, [FOUND]))
    yield* element.type === 'problem' ? [element] : itemsOf(element)
}

async function* readList(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = {
    name: "Artifact Analysis' list of occurrences",
    members: [OCCURRENCES],
    next: ['nextPageToken'],
  }
  let last: string | undefined
  let begun = false
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const uri = (element.value as { resourceUri?: unknown } | null)?.resourceUri
    const reference = typeof uri === 'string' && uri !== '' ? uri.replace(/^https?:\/\//, '') : undefined
    if (!begun || reference !== last) {
      const target = reference && imageReference(reference).name
      yield withoutGaps({ type: 'header' as const, tool: 'Google Artifact Analysis', target })
      if (reference) yield imageClaim(reference)
    }
    begun = true
    last = reference
    yield* itemsOf(element)
  }
  if (!begun) yield { type: 'header', tool: 'Google Artifact Analysis' }
}

function* itemsOf(element: Element): Generator<Item> {
  const { kind } = Object(element.value) as { kind?: unknown }
  // Lists hold what was built and when it was looked at, too.
  if (typeof kind === 'string' && kind !== 'VULNERABILITY') return
  const found = shaped(occurrenceSchema, element)
  if (found.type === 'problem') yield found
  else yield* observationsOf(found.value, element)
}
