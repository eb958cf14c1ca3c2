import type { AssetClaim } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, Problem, ReadContext, ReportHeader, Sample } from '../contract.ts'
import type { Element } from '../syntax/element.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { verdictOf } from './ignored.ts'
import { observationOf } from './match.ts'
import { type Frame, frameSchema, ignoredMatchSchema, imageTargetSchema, matchSchema } from './schema.ts'

export const grype = {
  id: 'grype',
  name: 'Grype JSON',
  link: 'https://github.com/anchore/grype',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'grype IMAGE -o json > grype.json',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  const { matches, descriptor } = (outline ?? {}) as { matches?: unknown; descriptor?: { name?: unknown } }
  if (!Array.isArray(matches)) return 0
  if (descriptor?.name === 'grype') return 1
  const [first] = matches
  return fits(matchSchema, first) ? 0.9 : 0
}

const MATCHES = '/matches/*'
const IGNORED = '/ignoredMatches/*'

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Grype's JSON",
    omit: [MATCHES, IGNORED],
    schema: frameSchema,
  })
  const image = imageOf(frame)
  yield headerOf(frame, image)
  if (image) yield image
  for await (const element of eachElement(input, context, [MATCHES, IGNORED])) {
    if (element.type === 'problem') yield element
    else yield element.pattern === IGNORED ? ignoredOf(element) : matchOf(element)
  }
}

function matchOf(element: Element): Observation | Problem {
  const match = shaped(matchSchema, element)
  return match.type === 'problem' ? match : observationOf(match.value, element.text)
}

function ignoredOf(element: Element): Observation | Problem {
  const match = shaped(ignoredMatchSchema, element)
  return match.type === 'problem' ? match : observationOf(match.value, element.text, verdictOf(match.value))
}

function headerOf({ source, descriptor }: Frame, image?: AssetClaim): ReportHeader {
  const target = typeof source?.target === 'string' ? source.target : image?.name
  return withoutGaps({
    type: 'header' as const,
    tool: descriptor?.name ?? 'grype',
    toolVersion: descriptor?.version,
    // What Grype says when its input did not tell what it was made of.
    target: target === 'unknown' ? undefined : target,
    producedAt: isoTime(descriptor?.timestamp),
  })
}

function imageOf({ source, distro }: Frame): AssetClaim | undefined {
  if (source?.type !== 'image') return undefined
  const target = readBy(imageTargetSchema, source.target)
  const reference = target?.userInput ?? target?.tags[0] ?? target?.imageID
  if (!reference) return undefined
  return imageClaim(reference, {
    digest: imageReference(reference).digest ?? target?.manifestDigest,
    imageId: target?.imageID,
    architecture: target?.architecture,
    os: distro?.name && [distro.name, distro.version].filter(Boolean).join(' '),
  })
}
