import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { listOf, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { definitionSchema, issueOf } from './issue.ts'

export const rapplex = {
  id: 'rapplex',
  name: 'Rapplex',
  link: 'https://rapplex.com/',
  extensions: ['.json'],
  kinds: ['web'],
  howTo: 'In Rapplex, open the scan and export its report as JSON.',
  detect,
  read,
} satisfies Format

const GROUPS = '/Severities/*/IssueGroups/*'

const frameSchema = z.object({
  ScanId: z.string(),
  Target: text,
  StartedDate: text,
  Severities: z.record(z.string(), z.object({ IssueGroups: z.array(z.unknown()) })),
  Fingerprinting: z
    .object({ Groups: listOf(z.object({ Title: text, Items: listOf(z.object({ Title: text })) })) })
    .optional()
    .catch(undefined),
})

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

const groupSchema = z.object({ Definition: definitionSchema, Issues: z.array(z.unknown()) })

/** Issues stand in groups of one weakness, which says once what all of them share, and groups below their severity. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { Target, StartedDate, Fingerprinting } = await jsonFrame(input, context, {
    name: "Rapplex's JSON",
    omit: [GROUPS],
    schema: frameSchema,
  })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Rapplex',
    target: Target,
    producedAt: isoTime(StartedDate),
  })
  const used = Object.fromEntries(
    (Fingerprinting?.Groups ?? []).map(({ Title, Items }) => [
      (Title ?? 'technology').toLowerCase(),
      Items.flatMap((item) => item.Title ?? []).join(', '),
    ]),
  )
  yield* newSite(Target, new Set(), used)
  for await (const element of eachElement(input, context, [GROUPS])) {
    const group = element.type === 'problem' ? element : shaped(groupSchema, element)
    if (group.type === 'problem') yield group
    else
      for (const [index, value] of group.value.Issues.entries())
        yield issueOf({ where: `${element.where}/Issues/${index}`, value }, group.value.Definition, Target)
  }
}
