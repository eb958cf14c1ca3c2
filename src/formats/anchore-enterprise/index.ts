import { z } from 'zod'
import type { ProducerVerdict } from '../../model/observation.ts'
import { policyObservation } from '../anchorectl-policies/policy-result.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { asText } from '../values/fields.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

/** Image digest, tag, evaluation; the rows of the evaluation's result for an image id. */
const ROWS = '/*/*/*/*/detail/result/result/*/result/rows/*'

export const anchoreEnterprise = {
  id: 'anchore-enterprise',
  name: 'Anchore policy evaluation',
  link: 'https://docs.anchore.com/current/docs/',
  extensions: ['.json'],
  kinds: ['config', 'container', 'secret', 'license'],
  howTo: 'anchore-cli --json evaluate check --detail IMAGE > policies.json',
  detect,
  read,
} satisfies Format

const table = z.object({ result: z.object({ header: z.array(z.string()), rows: z.array(z.unknown()) }) })
const evaluationSchema = z.object({
  last_evaluation: text,
  detail: z.object({ result: z.object({ result: part(z.record(z.string(), z.unknown())) }) }),
})
const frameSchema = z
  .array(z.record(z.string().startsWith('sha256:'), z.record(z.string(), z.array(evaluationSchema))))
  .min(1)

function detect({ outline }: Sample): number {
  const [first] = Array.isArray(outline) ? outline : []
  const [digest, tags] = Object.entries(Object(first))[0] ?? []
  if (!digest?.startsWith('sha256:')) return 0
  const [evaluations] = Object.values(Object(tags))
  const evaluation = z.object({ detail: z.object({ policy: z.unknown() }) })
  return Array.isArray(evaluations) && fits(evaluation, evaluations[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Anchore's policy evaluation",
    omit: [ROWS],
    schema: frameSchema,
  })
  const tables = new Map<string, string[]>()
  for (const [index, digests] of frame.entries())
    for (const [digest, tags] of Object.entries(digests))
      for (const [tag, evaluations] of Object.entries(tags))
        for (const [number, evaluation] of evaluations.entries()) {
          const where = `/${index}/${pointer(digest)}/${pointer(tag)}/${number}/detail/result/result`
          yield withoutGaps({
            type: 'header' as const,
            tool: 'Anchore Enterprise',
            target: imageReference(tag).name,
            producedAt: isoTime(evaluation.last_evaluation),
          })
          yield imageClaim(tag, { digest })
          const { result } = evaluation.detail.result
          const found = Object.entries(result ?? {}).flatMap(([id, value]): [string, string[]][] => {
            const { data } = table.safeParse(value)
            return data ? [[`${where}/${pointer(id)}/result/rows/`, data.result.header]] : []
          })
          for (const [place, header] of found) tables.set(place, header)
          if (found.length === 0) yield loss(where, 'this evaluation has no rows: what it found is missing')
        }
  for await (const element of eachElement(input, context, [ROWS]))
    yield element.type === 'problem' ? element : rowOf(element, tables.get(element.holder) ?? [])
}

const pointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

/** A row has its cells in the order of the table's header. */
function rowOf(element: Element, header: string[]): Item {
  const cells = Array.isArray(element.value) ? element.value : []
  const at = (name: string): unknown => cells[header.indexOf(name)]
  const gate = asText(at('Gate'))
  const trigger = asText(at('Trigger'))
  if (!gate || !trigger) return loss(element.where, 'this row is left out: it names no gate or no trigger')
  return policyObservation({
    gate,
    trigger,
    triggerId: asText(at('Trigger_Id')),
    output: asText(at('Check_Output')),
    action: asText(at('Gate_Action')),
    policy: asText(at('Policy_Id')),
    image: asText(at('Repo_Tag')),
    verdict: verdictOf(at('Whitelisted') || at('Allowlisted')),
    raw: element.text,
  })
}

const entrySchema = z.object({ name: text })

/** False, or the entry of the list that lets it pass. */
function verdictOf(entry: unknown): ProducerVerdict | undefined {
  if (!entry) return undefined
  const reason = readBy(entrySchema, entry)?.name
  return { state: 'accepted', ...(reason && { reason }), source: 'anchore-allowlist' }
}
