import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { findingSchema } from './finding.ts'
import { observationsOf } from './observation.ts'
import { claimOf } from './resource.ts'

/** The command and the export write the first; EventBridge wraps one finding. */
const MEMBERS = ['/findings/*']

export const awsInspector = {
  id: 'aws-inspector',
  name: 'Amazon Inspector',
  link: 'https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html',
  extensions: ['.json'],
  kinds: ['container', 'dependency', 'code', 'cloud', 'malware'],
  howTo: 'aws inspector2 list-findings > findings.json',
  detect,
  read,
} satisfies Format

const known = z.object({ findingArn: z.string().regex(/^arn:[^:]*:inspector2:/), resources: z.unknown() })

function detect({ outline }: Sample): number {
  return fits(known, firstListed(outline, MEMBERS)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const once = eachOnce()
  let told: string | undefined
  for await (const element of eachListed(input, context, {
    name: 'findings of Amazon Inspector',
    members: MEMBERS,
    next: ['nextToken', 'NextToken'],
    isElement: (value) => fits(known, value),
  })) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    const account = finding.type === 'shaped' ? finding.value.awsAccountId : undefined
    if (told === undefined || (finding.type === 'shaped' && told !== (account ?? ''))) {
      told = account ?? ''
      yield { type: 'header', tool: 'Amazon Inspector', ...(account && { target: `aws:${account}` }) }
    }
    if (finding.type === 'problem' || element.type === 'problem') {
      if (finding.type === 'problem') yield finding
      continue
    }
    yield* once(finding.value.resources.map((resource) => claimOf(finding.value, resource)))
    yield* observationsOf(finding.value, element)
  }
  if (told === undefined) yield { type: 'header', tool: 'Amazon Inspector' }
}
