import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { findingSchema, observationOf } from './finding.ts'

export const zizmor = {
  id: 'zizmor',
  name: 'zizmor',
  link: 'https://docs.zizmor.sh/usage/#json',
  extensions: ['.json'],
  kinds: ['pipeline'],
  howTo: 'zizmor --format json . > zizmor.json',
  detect,
  read,
} satisfies Format

const marks = z.tuple(
  [z.object({ ident: z.string(), determinations: z.object({}), locations: z.array(z.unknown()) })],
  z.unknown(),
)

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'zizmor JSON', omit: ['/*'], schema: z.array(z.unknown()) })
  yield { type: 'header', tool: 'zizmor' }
  const once = eachOnce()
  for await (const element of eachElement(input, context, ['/*'])) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem') yield finding
    else {
      yield* once(finding.value.locations.map(({ repository }) => repositoryOf(repository)))
      yield observationOf(finding.value, element as Element)
    }
  }
}

/** Repositories that it was sent to by name rather than by a folder. */
const repositoryOf = (name: string | undefined): AssetClaim | undefined =>
  name === undefined ? undefined : { type: 'asset', kind: 'repository', name: `https://github.com/${name}` }
