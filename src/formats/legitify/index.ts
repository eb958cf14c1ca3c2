import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { fits } from '../values/read-schema.ts'
import { policyItems } from './observation.ts'

export const legitify = {
  id: 'legitify',
  name: 'Legitify',
  link: 'https://github.com/Legit-Labs/legitify#output-options',
  extensions: ['.json'],
  kinds: ['identity', 'pipeline'],
  howTo: 'legitify analyze --output-format json --output-file legitify.json',
  detect,
  read,
} satisfies Format

const SCHEMES = ['flattened', 'group-by-namespace', 'group-by-resource', 'group-by-severity'] as const

const known = z.object({ type: z.enum(SCHEMES), content: z.record(z.string(), z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { type } = await jsonFrame(input, context, {
    name: 'Legitify JSON',
    omit: ['/content/*'],
    schema: known,
  })
  yield { type: 'header', tool: 'Legitify' }
  const claimed = new Set<string>()
  // Policies by their name, or once more by what they are grouped by.
  const policies = type === 'flattened' ? '/content/*' : '/content/*/*'
  for await (const element of eachElement(input, context, [policies])) {
    for (const item of element.type === 'problem' ? [element] : policyItems(element)) {
      const claim = item.type === 'observation' ? claimOf(item.resource) : undefined
      if (claim && !claimed.has(claim.name)) {
        claimed.add(claim.name)
        yield claim
      }
      yield item
    }
  }
}

function claimOf(resource: { address: string; type?: string } | undefined): AssetClaim | undefined {
  if (resource?.type === 'repository') return { type: 'asset', kind: 'repository', name: resource.address }
  return resource?.type === 'organization' || resource?.type === 'enterprise'
    ? { type: 'asset', kind: 'saas-app', name: resource.address }
    : undefined
}
