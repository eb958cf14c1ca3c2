import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { needed, shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { artifactSchema, componentOf } from './artifact.ts'
import { frameSchema, opened } from './source.ts'

const ARTIFACTS = '/artifacts/*'
const RELATIONSHIPS = '/artifactRelationships/*'
/** Files of the image and what was found in them: inventory of another depth. */
const UNREAD = ['/files/*', '/secrets/*', '/descriptor/configuration']

export const syft = {
  id: 'syft',
  name: 'Syft JSON',
  link: 'https://github.com/anchore/syft/tree/main/schema/json',
  extensions: ['.json'],
  kinds: [],
  howTo: 'syft scan IMAGE --output syft-json=syft.json',
  detect,
  read,
} satisfies Format

const described = z.object({
  artifacts: z.array(z.unknown()),
  descriptor: z.object({ name: z.literal('syft') }),
})
const listed = z.object({
  artifacts: z.tuple(
    [z.object({ id: z.string(), foundBy: z.string(), cpes: z.unknown(), purl: z.string() })],
    z.unknown(),
  ),
})

/** Its own SBOM; its other formats are the standards'. */
function detect({ outline }: Sample): number {
  if (fits(described, outline)) return 1
  return fits(listed, outline) ? 0.9 : 0
}

const relationshipSchema = z.object({ parent: needed, child: needed, type: z.string() })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Syft's JSON",
    omit: [ARTIFACTS, RELATIONSHIPS, ...UNREAD],
    schema: frameSchema,
  })
  yield* opened(frame)
  for await (const element of eachElement(input, context, [ARTIFACTS, RELATIONSHIPS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ARTIFACTS) {
      const artifact = shaped(artifactSchema, element)
      yield artifact.type === 'problem' ? artifact : componentOf(artifact.value, element.where)
    } else {
      const relationship = shaped(relationshipSchema, element)
      if (relationship.type === 'problem') yield relationship
      // What a layer or a package contains is no use of it.
      else if (relationship.value.type === 'dependency-of') {
        const { parent, child } = relationship.value
        yield { type: 'dependency', ref: child, dependsOn: [parent] }
      }
    }
  }
}
