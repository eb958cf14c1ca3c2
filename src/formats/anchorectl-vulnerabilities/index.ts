import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { evaluationSchema } from './evaluation.ts'
import { camelKeys, observationOf, vulnerabilitySchema } from './vulnerability.ts'

const VULNERABILITIES = { list: '/*', object: '/vulnerabilities/*' }

export const anchorectlVulnerabilities = {
  id: 'anchorectl-vulnerabilities',
  name: 'AnchoreCTL vulnerabilities',
  link: 'https://docs.anchore.com/current/docs/using/integration/anchorectl/',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'malware'],
  howTo: 'anchorectl image vulnerabilities IMAGE -o json > vulnerabilities.json',
  detect,
  read,
} satisfies Format

const first = z.preprocess(
  camelKeys,
  z.object({ vuln: z.string(), feed: z.string(), packageType: z.string() }),
)

function detect({ outline }: Sample): number {
  const list = Array.isArray(outline) ? outline : Object(outline).vulnerabilities
  if (Array.isArray(list) && fits(first, list[0])) return 1
  if (fits(evaluationFrame, outline)) return 1
  const frame = z.object({ imageDigest: z.string(), vulnerabilityType: z.string() })
  return fits(frame, camelKeys(outline)) ? 0.9 : 0
}

const frameSchema = z.union([
  z.array(z.unknown()).transform(() => ({ image: undefined })),
  z
    .preprocess(
      camelKeys,
      z.object({ imageDigest: text, imageReference: text, vulnerabilities: z.array(z.unknown()) }),
    )
    .transform(({ imageReference: reference, imageDigest }) => ({ image: reference ?? imageDigest })),
])

const EVALUATION = '/securityEvaluation/*'

const evaluationFrame = z.object({
  metadata: z.object({ registry: text, repository: text, tag: text, imageDigest: text, timestamp: text }),
  securityEvaluation: z.array(z.unknown()),
})

/** What the web UI exports for one image. */
async function* readEvaluation(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { metadata } = await jsonFrame(input, context, {
    name: "Anchore's security evaluation",
    omit: [EVALUATION],
    schema: evaluationFrame,
  })
  const { registry, repository, tag, imageDigest: digest, timestamp } = metadata
  const path = [registry, repository].filter(Boolean).join('/')
  const image = path && `${path}${tag ? `:${tag}` : ''}`
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Anchore Enterprise',
    target: image ? imageReference(image).name : digest,
    producedAt: isoTime(timestamp),
  })
  if (image) yield imageClaim(image, { digest })
  yield* shapedItems(eachElement(input, context, [EVALUATION]), evaluationSchema, (one, { text: raw }) =>
    observationOf(one, raw),
  )
}

/** The list itself, or with the image around it; the API of the engine has the same names with underscores. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (fits(evaluationFrame, (await sampleOf(input)).outline)) return yield* readEvaluation(input, context)
  const pattern = (await firstCharacter(input)) === '[' ? VULNERABILITIES.list : VULNERABILITIES.object
  const { image } = await jsonFrame(input, context, {
    name: "AnchoreCTL's list of vulnerabilities",
    omit: [pattern],
    schema: frameSchema,
  })
  const target = image && imageReference(image).name
  yield withoutGaps({ type: 'header' as const, tool: 'Anchore Enterprise', target })
  if (image) yield imageClaim(image)
  const elements = eachElement(input, context, [pattern])
  yield* shapedItems(elements, vulnerabilitySchema, (one, element) => observationOf(one, element.text))
}
