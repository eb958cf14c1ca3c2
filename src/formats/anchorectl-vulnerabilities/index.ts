import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
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
  if (Array.isArray(list) && first.safeParse(list[0]).success) return 1
  const frame = z.object({ imageDigest: z.string(), vulnerabilityType: z.string() })
  return frame.safeParse(camelKeys(outline)).success ? 0.9 : 0
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

/** The list itself, or with the image around it; the API of the engine has the same names with underscores. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
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
