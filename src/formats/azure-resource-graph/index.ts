import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type RunningResource, runningItems } from '../infrastructure/running-resources.ts'
import { problem } from '../problem.ts'
import { eachListed } from '../syntax/json-list.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { withPrincipals } from './principals.ts'
import { resourcesOf } from './resources-of.ts'

export const azureResourceGraph = {
  id: 'azure-resource-graph',
  name: 'Azure Resource Graph',
  link: 'https://learn.microsoft.com/azure/governance/resource-graph/overview',
  extensions: ['.json'],
  // An inventory: it finds nothing wrong.
  kinds: [],
  howTo: "az graph query -q 'resources | union authorizationresources' --first 1000 > resources.json",
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  const [first] = Array.isArray(outline)
    ? asObjects(outline)
    : isObject(outline)
      ? asObjects(outline.data)
      : []
  if (first) return isResource(first) ? 0.9 : 0
  const isPage = isObject(outline) && Array.isArray(outline.data)
  return isPage && ('total_records' in outline || 'totalRecords' in outline) ? 0.9 : 0
}

/** `/subscriptions/…/providers/Microsoft.…`, and the type in two or more words. */
const isResource = (value: Json): boolean =>
  typeof value.id === 'string' &&
  /^\/(?:subscriptions|providers)\//i.test(value.id) &&
  typeof value.type === 'string' &&
  /^microsoft\.[a-z]+\//i.test(value.type) &&
  ('tenantId' in value || 'subscriptionId' in value || 'resourceGroup' in value || 'properties' in value) &&
  !/^microsoft\.security\//i.test(value.type)

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Azure Resource Graph' }
  const resources: RunningResource[] = []
  const list = {
    name: 'Azure Resource Graph',
    members: ['/data/*', '/value/*'],
    next: ['skip_token', '$skipToken'],
    isElement: isResource,
  }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') yield element
    else {
      const { value, where } = element
      const id = isObject(value) ? asText(value.id) : undefined
      const type = isObject(value) ? asText(value.type) : undefined
      if (!id || !type) yield problem(where, 'a row without an id and a type is no resource and is left out')
      else resources.push(...resourcesOf(id, type, value as Json))
    }
  }
  yield* runningItems(withPrincipals(resources))
}
