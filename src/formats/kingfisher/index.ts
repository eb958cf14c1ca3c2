import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { asObjects, isObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { matchSchema, observationOf, secretOf } from './match.ts'

export const kingfisher = {
  id: 'kingfisher',
  name: 'Kingfisher',
  link: 'https://github.com/mongodb/kingfisher',
  extensions: ['.json', '.jsonl'],
  kinds: ['secret'],
  howTo: 'kingfisher scan . --format json --output kingfisher.json',
  detect,
  read,
} satisfies Format

const LIST = ['/findings/*']

const match = z.object({
  rule: z.object({ id: z.string() }),
  finding: z.object({ fingerprint: z.string(), validation: z.object({}) }),
})
const marks = z.union([match, z.object({ id: z.string(), matches: z.tuple([match], z.unknown()) })])

function detect({ outline }: Sample): number {
  return fits(marks, firstListed(outline, LIST)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Kingfisher' }
  const secrets = new Set<string>()
  for await (const element of matchesIn(input, context)) {
    const found = element.type === 'problem' ? undefined : readBy(matchSchema, element.value)
    const secret = found && secretOf(found)
    if (secret) secrets.add(secret)
  }
  const hide = secretHider(secrets)
  const once = eachOnce()
  for await (const element of matchesIn(input, context)) {
    const found = element.type === 'problem' ? element : shaped(matchSchema, element)
    if (found.type === 'problem') yield found
    else {
      yield* once([repositoryOf(found.value.finding.git_metadata?.repository_url)])
      yield hide(observationOf(found.value, (element as Element).text))
    }
  }
}

/** Matches stood in a list under the rule's id before they stood by themselves. */
async function* matchesIn(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  const list = { name: 'Kingfisher JSON', members: LIST, isElement: isObject }
  for await (const element of eachListed(input, context, list)) {
    const held = element.type === 'element' && isObject(element.value) ? element.value.matches : undefined
    if (element.type === 'problem' || !Array.isArray(held)) yield element
    else
      for (const [index, value] of asObjects(held).entries())
        yield { ...element, where: `${element.where}/matches/${index}`, value, text: JSON.stringify(value) }
  }
}

const repositoryOf = (name: string | undefined): AssetClaim | undefined =>
  name === undefined ? undefined : { type: 'asset', kind: 'repository', name }
