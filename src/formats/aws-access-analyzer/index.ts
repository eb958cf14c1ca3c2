import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/element.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { awsFinding } from '../values/aws-finding.ts'
import { eachOnce, resourceClaim } from '../values/claims.ts'
import { asObject, asText, isObject, type Json } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { findingSchema, observationOf, resourceOf } from './finding.ts'

const MEMBERS = ['/findings/*']

export const awsAccessAnalyzer = {
  id: 'aws-access-analyzer',
  name: 'AWS IAM Access Analyzer',
  link: 'https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_FindingSummaryV2.html',
  extensions: ['.json', '.jsonl'],
  kinds: ['identity'],
  howTo: 'aws accessanalyzer list-findings-v2 --analyzer-arn ARN > access-analyzer.json',
  detect,
  read,
} satisfies Format

const isFinding = (value: Json): boolean => {
  const finding = isObject(value.finding) ? value.finding : awsFinding(value)
  const isSummary = asText(finding?.analyzedAt) !== undefined && asText(finding?.resourceType) !== undefined
  return isSummary && asText(finding?.status) !== undefined
}

function detect({ outline }: Sample): number {
  const first = asObject(firstListed(outline, MEMBERS))
  return first && isFinding(first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = {
    name: 'findings of IAM Access Analyzer',
    members: MEMBERS,
    next: ['nextToken'],
    isElement: isFinding,
  }
  yield { type: 'header', tool: 'IAM Access Analyzer' }
  const once = eachOnce()
  for await (const element of eachListed(input, context, list)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, unwrapped(element))
    if (finding.type === 'problem') yield finding
    else {
      const resource = resourceOf(finding.value)
      if (resource) yield* once([resourceClaim('cloud-resource', resource)])
      yield observationOf(finding.value, resource, (element as Element).text)
    }
  }
}

/** `get-finding` wraps the one in a member of its own. */
const unwrapped = ({ where, value }: Element) => ({
  where,
  value: isObject(value) && isObject(value.finding) ? value.finding : (awsFinding(value) ?? value),
})
