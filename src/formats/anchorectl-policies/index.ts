import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { anything, needed, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { policyObservation } from './policy-result.ts'

const DETAILS = { list: '/*/detail/*', object: '/evaluations/*/details/*' }

export const anchorectlPolicies = {
  id: 'anchorectl-policies',
  name: 'AnchoreCTL policy evaluation',
  link: 'https://docs.anchore.com/current/docs/using/integration/anchorectl/',
  extensions: ['.json'],
  kinds: ['config', 'container', 'secret', 'license'],
  howTo: 'anchorectl image check --detail IMAGE -o json > policies.json',
  detect,
  read,
} satisfies Format

const older = z.object({ detail: z.array(z.unknown()), finalAction: z.string(), policyId: z.string() })
const newer = z.object({ evaluations: z.array(z.unknown()), policyId: z.string(), imageDigest: z.string() })

function detect({ outline }: Sample): number {
  if (fits(newer, outline)) return 1
  return Array.isArray(outline) && fits(older, outline[0]) ? 1 : 0
}

const evaluated = z.object({ tag: text, digest: text, lastEvaluation: text, finalAction: z.string() })
const frameSchema = z.union([
  newer
    .extend({
      evaluatedTag: text,
      evaluations: z.array(part(z.object({ evaluationTime: text }))),
    })
    .transform(({ evaluatedTag: tag, imageDigest: digest, evaluations }) => [
      { tag, digest, lastEvaluation: evaluations[0]?.evaluationTime },
    ]),
  z.array(evaluated),
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const pattern = (await firstCharacter(input)) === '[' ? DETAILS.list : DETAILS.object
  const images = await jsonFrame(input, context, {
    name: "AnchoreCTL's policy evaluation",
    omit: [pattern],
    schema: frameSchema,
  })
  let next = 0
  for await (const element of eachElement(input, context, [pattern])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = pattern === DETAILS.list ? Number(element.where.split('/')[1]) : 0
    while (next <= index) yield* opened(images[next++])
    yield itemOf(element)
  }
  while (next < images.length) yield* opened(images[next++])
  if (images.length === 0) yield { type: 'header', tool: 'Anchore Enterprise' }
}

interface Image {
  tag?: string | undefined
  digest?: string | undefined
  lastEvaluation?: string | undefined
}

function* opened({ tag, digest, lastEvaluation }: Image = {}): Generator<Item> {
  const name = tag ?? digest
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Anchore Enterprise',
    target: name && imageReference(name).name,
    producedAt: isoTime(lastEvaluation),
  })
  if (name) yield imageClaim(name, name === digest ? {} : { digest })
}

const detailSchema = z.object({
  gate: needed,
  triggerName: needed,
  triggerId: text,
  description: text,
  status: text,
  policyId: text,
  recommendation: text,
  allowlisted: anything,
  tag: text,
})

function itemOf(element: Element): Item | Problem {
  const detail = shaped(detailSchema, element)
  if (detail.type === 'problem') return detail
  const { triggerName, description, status, policyId, allowlisted, tag, ...result } = detail.value
  return policyObservation({
    ...result,
    trigger: triggerName,
    output: description,
    action: status,
    policy: policyId,
    image: tag,
    verdict: allowlisted ? { state: 'accepted', source: 'anchore-allowlist' } : undefined,
    raw: element.text,
  })
}
