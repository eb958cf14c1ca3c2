import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { type Place, placeIn } from './place.ts'
import { controlsIn, frameSchema, observationsOf } from './result.ts'
import { isOldReport, readOld } from './version-1.ts'

const RESULTS = '/results/*'
const RESOURCES = '/resources/*'

export const kubescape = {
  id: 'kubescape',
  name: 'Kubescape',
  link: 'https://kubescape.io/docs/scanning/#output-formats',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'kubescape scan --format json --format-version v2 --output kubescape.json',
  detect,
  read,
} satisfies Format

const known = z.object({ summaryDetails: z.object({ controls: z.unknown() }), results: z.unknown() })

function detect({ outline }: Sample): number {
  if (fits(known, outline)) return 1
  const { resources, generationTime, paginationInfo } = (outline ?? {}) as Record<string, unknown>
  const [first] = Array.isArray(resources) ? resources : []
  if (first && typeof first === 'object' && 'resourceID' in first && generationTime) return 0.95
  return isOldReport(outline) ? 0.95 : paginationInfo !== undefined && generationTime !== undefined ? 0.7 : 0
}

/** The report comes in two versions; the second is what today's Kubescape writes, and what `--format-version v2` chose before. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (yield* readOld(input, context)) return
  const frame = await jsonFrame(input, context, {
    name: "Kubescape's JSON",
    omit: [RESULTS, RESOURCES],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Kubescape',
    toolVersion: frame.metadata?.scanMetadata?.kubescapeVersion,
    target: frame.clusterName ?? frame.metadata?.clusterMetadata?.contextName,
    // A run without a cluster leaves the year 1.
    producedAt: frame.generationTime?.startsWith('0001') ? undefined : isoTime(frame.generationTime),
  })
  const places = new Map<string, Place>()
  for await (const element of eachElement(input, context, [RESOURCES])) {
    const place = element.type === 'element' ? placeIn(element.value) : undefined
    if (place) places.set(place.id, place)
  }
  const controls = controlsIn(frame)
  for await (const element of eachElement(input, context, [RESULTS], { inner: [`${RESULTS}/controls/*`] })) {
    if (element.type === 'problem') yield element
    else for (const found of observationsOf(element, { controls, places })) yield found
  }
}
