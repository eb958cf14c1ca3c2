import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { headerOf, imageOf } from './header.ts'
import { eachPart, heldParts, type PartName } from './parts.ts'
import { SURVEYED, survey } from './survey.ts'
import { itemsOf } from './tell.ts'

export const cyclonedx = {
  id: 'cyclonedx',
  name: 'CycloneDX',
  link: 'https://cyclonedx.org/specification/overview/',
  extensions: ['.cdx.json', '.cdx.xml', '.json', '.xml'],
  kinds: ['dependency', 'container', 'malware', 'config', 'secret', 'pipeline', 'api'],
  howTo: 'npx @cyclonedx/cdxgen -o bom.cdx.json',
  detect,
  read,
} satisfies Format

function detect({ outline, root }: Sample): number {
  if (root)
    return root.name === 'bom' && root.namespace.startsWith('http://cyclonedx.org/schema/bom/') ? 1 : 0
  const { bomFormat, $schema, specVersion } = (outline ?? {}) as Record<string, unknown>
  if (bomFormat === 'CycloneDX') return 1
  return typeof specVersion === 'string' && String($schema).includes('cyclonedx.org/schema/bom') ? 0.9 : 0
}

const NAMES: PartName[] = [...SURVEYED, 'vulnerability']

/**
 * Goes over the document twice: vulnerabilities and dependencies refer to components that may stand anywhere in it. A small one is held
 * in memory meanwhile; of a large one only names, versions and edges are.
 */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const held = await heldParts(input, context)
  const found = await survey(held ?? eachPart(input, context, SURVEYED))
  yield headerOf(found)
  yield* imageOf(found)
  for await (const part of held ?? eachPart(input, context, NAMES)) {
    if (part.type === 'problem') yield part
    else yield* itemsOf(part, found)
  }
}
