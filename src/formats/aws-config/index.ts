import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { type RunningResource, runningItems } from '../infrastructure/running-resources.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { policyBeside } from './policies-beside.ts'
import { awsTemplateFields } from './template-fields.ts'

export const awsConfig = {
  id: 'aws-config',
  name: 'AWS Config',
  link: 'https://docs.aws.amazon.com/config/latest/developerguide/config-item-table.html',
  extensions: ['.json', '.ndjson'],
  // An inventory: it finds nothing wrong.
  kinds: [],
  howTo:
    "aws configservice select-resource-config --expression 'SELECT arn, accountId, awsRegion, resourceType, resourceId, resourceName, configuration, supplementaryConfiguration, relationships' > config.json",
  detect,
  read,
} satisfies Format

const LISTS = ['configurationItems', 'baseConfigurationItems', 'BaseConfigurationItems', 'Results']

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (!isObject(first)) return 0
  if (isItem(first)) return 0.9
  const [listed] = LISTS.flatMap((name) => (Array.isArray(first[name]) ? (first[name] as unknown[]) : []))
  if (listed === undefined) return LISTS.slice(0, 3).some((name) => Array.isArray(first[name])) ? 0.9 : 0
  // Results of a query are texts that hold JSON.
  if (typeof listed === 'string') return /"(?:resourceType|arn)"/.test(listed) ? 0.9 : 0
  return isObject(listed) && isItem(listed) ? 1 : 0
}

const isItem = (value: Json): boolean =>
  typeof value.resourceType === 'string' &&
  value.resourceType.includes('::') &&
  ('resourceId' in value || 'arn' in value || 'ARN' in value) &&
  !('complianceType' in value)

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'AWS Config' }
  const resources: RunningResource[] = []
  const list = {
    name: 'AWS Config',
    members: LISTS.map((name) => `/${name}/*`),
    next: ['nextToken', 'NextToken'],
    isElement: isItem,
  }
  for await (const element of eachListed(input, context, list)) {
    const found = element.type === 'problem' ? [element] : resourcesOf(element)
    for (const one of found)
      if (isProblem(one)) yield one
      else resources.push(one)
  }
  yield* runningItems(resources)
}

const isProblem = (one: RunningResource | Problem): one is Problem => one.type === 'problem'

/** The resource, and the policy that is kept with it; nothing for what was deleted: it is history. */
function resourcesOf({ where, value: raw }: Element): (RunningResource | Problem)[] {
  const value = typeof raw === 'string' ? parsed(raw) : raw
  const type = isObject(value) ? asText(value.resourceType) : undefined
  if (!isObject(value) || !type?.includes('::'))
    return [problem(where, 'no item of a configuration: it has no type of resource')]
  const resourceId = asText(value.resourceId)
  const arn = asText(value.arn) ?? asText(value.ARN)
  const name = arn ?? resourceId
  if (!name) return [problem(where, 'a resource without an id and an ARN is left out')]
  if (/Deleted/.test(asText(value.configurationItemStatus) ?? '')) return []
  const resourceName = asText(value.resourceName)
  const related = asObjects(value.relationships).flatMap((one) => asText(one.resourceId) ?? [])
  const [configuration, supplement] = [configurationOf(value.configuration), supplementOf(value)]
  const resource: RunningResource = {
    name,
    type,
    provider: 'aws',
    fields: {
      ...awsTemplateFields(type, configuration, supplement),
      ...(resourceId ? { id: resourceId } : {}),
      ...(arn ? { arn } : {}),
      ...(related.length > 0 ? { relationships: related } : {}),
    },
    more: {
      title: resourceName ?? (name === resourceId ? undefined : resourceId),
      account: asText(value.accountId),
      region: asText(value.awsRegion),
    },
  }
  const policy = policyBeside(resource, configuration, supplement)
  return policy ? [resource, policy] : [resource]
}

/** APIs give the configuration as a text that holds JSON. */
const configurationOf = (value: unknown): Json => {
  const whole = typeof value === 'string' ? parsed(value) : value
  return isObject(whole) ? whole : {}
}

const supplementOf = ({ supplementaryConfiguration: all }: Json): Json =>
  isObject(all) ? Object.fromEntries(Object.entries(all).map(([key, one]) => [key, unpacked(one)])) : {}

/** Texts that hold JSON, some of them twice. */
function unpacked(value: unknown): unknown {
  const once = typeof value === 'string' ? (parsed(value) ?? value) : value
  return typeof once === 'string' ? (parsed(once) ?? once) : once
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
