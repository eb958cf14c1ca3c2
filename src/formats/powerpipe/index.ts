import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement, wholeJson } from '../syntax/json.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachOnce } from '../values/claims.ts'
import { asObject } from '../values/fields.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { CONTROLS, itemsOfControl, TOO_DEEP } from './control.ts'

export const powerpipe = {
  id: 'powerpipe',
  name: 'Powerpipe / Steampipe check',
  link: 'https://powerpipe.io/docs/run/benchmark/export',
  extensions: ['.json'],
  kinds: ['cloud', 'config'],
  howTo: 'powerpipe benchmark run aws_compliance.benchmark.cis_v300 --output json > powerpipe.json',
  detect,
  read,
} satisfies Format

const marks = z.object({
  group_id: z.string(),
  summary: z.object({ status: z.object({}) }),
  groups: z.array(z.unknown()).nullable(),
})

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [...CONTROLS, TOO_DEEP]
  const { value } = await wholeJson(input, context, patterns)
  const frame = readBy(marks, value)
  if (!frame)
    throw new UnreadableReport(
      'broken',
      'This does not read as a check of Powerpipe: it lacks group_id, summary or groups. Choose the right format.',
    )
  // Where the benchmark itself failed, it is the only group.
  if (frame.group_id === 'error') yield loss('', 'the benchmark failed: nothing was checked')
  const target = targetOf(value)
  yield { type: 'header', tool: 'Powerpipe', ...(target && { target }) }
  const once = eachOnce()
  for await (const element of eachElement(input, context, patterns))
    if (element.type === 'problem') yield element
    else if (element.pattern === TOO_DEEP) yield loss(element.where, 'groups this deep are not read')
    else yield* itemsOfControl(element, once)
}

/** The benchmark: the root's only group, since the root itself is always named alike. */
function targetOf(value: unknown): string | undefined {
  const root = asObject(value)
  const first = Array.isArray(root?.groups) && root.groups.length === 1 ? asObject(root.groups[0]) : root
  const id = first?.group_id
  return typeof id === 'string' && id.trim() !== '' && !/^(?:root_result_group|error)$/.test(id)
    ? id
    : undefined
}
