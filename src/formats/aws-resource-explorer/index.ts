import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type RunningResource, runningItems } from '../infrastructure/running-resources.ts'
import { problem } from '../problem.ts'
import { eachListed } from '../syntax/json-list.ts'
import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { templateType } from './template-type.ts'

export const awsResourceExplorer = {
  id: 'aws-resource-explorer',
  name: 'AWS Resource Explorer',
  link: 'https://docs.aws.amazon.com/resource-explorer/latest/apireference/API_Resource.html',
  extensions: ['.json'],
  // An inventory: it finds nothing wrong.
  kinds: [],
  howTo: 'aws resource-explorer-2 list-resources > resources.json',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  if (!isObject(outline) || !Array.isArray(outline.Resources)) return 0
  const [first] = asObjects(outline.Resources)
  if (!first) return typeof outline.ViewArn === 'string' ? 0.9 : 0
  return isResource(first) ? 1 : 0
}

const isResource = (value: Json): boolean =>
  typeof value.Arn === 'string' && typeof value.ResourceType === 'string' && 'OwningAccountId' in value

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'AWS Resource Explorer' }
  const resources: RunningResource[] = []
  const list = {
    name: 'AWS Resource Explorer',
    members: ['/Resources/*'],
    next: ['NextToken'],
    isElement: isResource,
  }
  for await (const element of eachListed(input, context, list)) {
    if (element.type === 'problem') yield element
    else {
      const arn = isObject(element.value) ? asText(element.value.Arn) : undefined
      const type = isObject(element.value) ? asText(element.value.ResourceType) : undefined
      if (!arn || !type) yield problem(element.where, 'a resource without an ARN or a type is left out')
      else resources.push(resourceOf(arn, type, element.value as Json))
    }
  }
  yield* runningItems(resources)
}

/** It lists what there is, and says nothing of how it is configured: who can reach it is not known from here. */
const resourceOf = (arn: string, type: string, value: Json): RunningResource => ({
  name: arn,
  type: templateType(type),
  // The tables tell exposure by what a configuration leaves out; here it leaves out everything.
  known: `listed:${templateType(type)}`,
  provider: 'aws',
  fields: { arn },
  more: { account: asText(value.OwningAccountId), region: asText(value.Region) },
})
