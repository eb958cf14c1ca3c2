import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { awsFinding } from '../values/aws-finding.ts'
import { eachOnce, resourceClaim } from '../values/claims.ts'
import { asObject, asText, type Json } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { bucketOf, type Finding, findingSchema, observationOf } from './finding.ts'

const MEMBERS = ['/findings/*']

export const macie = {
  id: 'macie',
  name: 'Amazon Macie',
  link: 'https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html',
  extensions: ['.json', '.jsonl'],
  kinds: ['data'],
  howTo: 'aws macie2 get-findings --finding-ids IDS > macie.json',
  detect,
  read,
} satisfies Format

const isFinding = (value: Json): boolean => {
  const finding = awsFinding(value)
  return asObject(finding?.resourcesAffected) !== undefined && asText(finding?.category) !== undefined
}

function detect({ outline }: Sample): number {
  const first = asObject(firstListed(outline, MEMBERS))
  return first && isFinding(first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = { name: 'Macie findings', members: MEMBERS, next: ['nextToken'], isElement: isFinding }
  const once = eachOnce()
  let told: string | undefined
  for await (const element of eachListed(input, context, list)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, smallNamed(element))
    const target = finding.type === 'problem' ? told : targetOf(finding.value)
    if (told === undefined || (target !== undefined && target !== told))
      yield { type: 'header', tool: 'Macie', ...(target && { target }) }
    told = target ?? told ?? ''
    if (finding.type === 'problem') yield finding
    else {
      const bucket = bucketOf(finding.value)
      if (bucket) yield* once([resourceClaim('cloud-resource', bucket)])
      yield observationOf(finding.value, (element as Element).text)
    }
  }
  if (told === undefined) yield { type: 'header', tool: 'Macie' }
}

const smallNamed = ({ where, value }: Element) => ({ where, value: awsFinding(value) ?? value })

const targetOf = ({ accountId, region }: Finding): string | undefined =>
  accountId && ['aws', accountId, region].filter(Boolean).join(':')
