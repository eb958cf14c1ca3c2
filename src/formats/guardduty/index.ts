import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { awsFinding } from '../values/aws-finding.ts'
import { eachOnce, resourceClaim } from '../values/claims.ts'
import { asObject, asText, type Json } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { type Finding, findingSchema, observationOf } from './finding.ts'
import { resourceOf } from './resource.ts'

const MEMBERS = ['/Findings/*', '/findings/*']

export const guardduty = {
  id: 'guardduty',
  name: 'Amazon GuardDuty',
  link: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Finding.html',
  extensions: ['.json', '.jsonl'],
  kinds: ['runtime', 'malware'],
  howTo: 'aws guardduty get-findings --detector-id ID --finding-ids IDS > guardduty.json',
  detect,
  read,
} satisfies Format

const isFinding = (value: Json): boolean => {
  const finding = awsFinding(value)
  return (
    typeof finding?.type === 'string' &&
    (asText(asObject(finding.service)?.serviceName) === 'guardduty' ||
      /:guardduty:/.test(asText(finding.arn) ?? ''))
  )
}

function detect({ outline }: Sample): number {
  const first = asObject(firstListed(outline, MEMBERS))
  return first && isFinding(first) ? 1 : 0
}

/** Each account and region is a detector of its own. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = {
    name: 'GuardDuty findings',
    members: MEMBERS,
    next: ['NextToken', 'nextToken'],
    isElement: isFinding,
  }
  const once = eachOnce()
  let told: string | undefined
  for await (const element of eachListed(input, context, list)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, smallNamed(element))
    const target = finding.type === 'problem' ? told : targetOf(finding.value)
    if (told === undefined || (target !== undefined && target !== told))
      yield { type: 'header', tool: 'GuardDuty', ...(target && { target }) }
    told = target ?? told ?? ''
    if (finding.type === 'problem') yield finding
    else {
      const resource = resourceOf(finding.value)
      if (resource) yield* once([resourceClaim('cloud-resource', resource)])
      yield observationOf(finding.value, resource, (element as Element).text)
    }
  }
  if (told === undefined) yield { type: 'header', tool: 'GuardDuty' }
}

const smallNamed = ({ where, value }: Element) => ({ where, value: awsFinding(value) ?? value })

const targetOf = ({ accountId, region }: Finding): string | undefined =>
  accountId && ['aws', accountId, region].filter(Boolean).join(':')
