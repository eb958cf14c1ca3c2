import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { type Finding, findingSchema } from './finding.ts'
import { postureObservations } from './posture.ts'
import { accountOf, claimOf, productOf } from './resource.ts'
import { vulnerabilityObservations } from './vulnerability.ts'

/** `get-findings` writes the first, older exports the second, EventBridge wraps the third; tools that write ASFF make an array. */
const MEMBERS = ['/Findings/*', '/findings/*', '/detail/findings/*']

export const asff = {
  id: 'asff',
  name: 'AWS Security Finding Format (Security Hub)',
  link: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html',
  extensions: ['.json'],
  kinds: [
    'cloud',
    'config',
    'identity',
    'data',
    'runtime',
    'container',
    'dependency',
    'code',
    'secret',
    'malware',
  ],
  howTo: 'aws securityhub get-findings > findings.json',
  detect,
  read,
} satisfies Format

const known = z.object({ SchemaVersion: z.string(), ProductArn: z.string() })
const likely = z.object({ ProductArn: z.string(), GeneratorId: z.string(), Title: z.string() })

function detect({ outline }: Sample): number {
  const first = firstListed(outline, MEMBERS)
  if (fits(known, first)) return 1
  return fits(likely, first) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const once = eachOnce()
  let told: string | undefined
  let main: string | undefined
  for await (const element of eachListed(input, context, {
    name: 'findings of AWS Security Hub',
    members: MEMBERS,
    next: ['NextToken', 'nextToken'],
    isElement: (value) => fits(known, value),
  })) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem' || element.type === 'problem') {
      if (told === undefined) yield { type: 'header' }
      told ??= ''
      if (finding.type === 'problem') yield finding
      continue
    }
    const tool = productOf(finding.value)
    const target = accountOf(finding.value)
    if (told !== `${tool} ${target}`) {
      told = `${tool} ${target}`
      yield { type: 'header', ...(tool && { tool }), ...(target && { target: `aws:${target}` }) }
    }
    main ??= tool
    yield* once(finding.value.Resources.map((resource) => claimOf(finding.value, resource)))
    for (const item of itemsOf(finding.value, element))
      yield item.type === 'observation' && tool && tool !== main ? { ...item, tool } : item
  }
  if (told === undefined) yield { type: 'header' }
}

function* itemsOf(finding: Finding, element: Element): Generator<Item> {
  const status = finding.Compliance?.Status?.toUpperCase()
  if (status === 'PASSED') return
  if (status === 'NOT_AVAILABLE') {
    yield problem(element.where, 'the check could not be made, or does not apply: it is no finding')
    return
  }
  const vulnerable = vulnerabilityObservations(finding, element)
  yield* vulnerable.length > 0 ? vulnerable : postureObservations(finding, element)
}
