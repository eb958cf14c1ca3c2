import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRowOf } from '../syntax/csv-report.ts'
import { asText } from '../values/fields.ts'
import { observationOf } from './submission.ts'

/** The columns that tell the export from other tables. */
export const COLUMNS = ['bounty_code', 'vrt_lineage', 'substate', 'bug_url']

/** The export of a programme's submissions. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const programmes = new Set<string | undefined>()
  let begun = false
  for await (const entry of eachRowOf(input, context, { name: 'Bugcrowd CSV', columns: COLUMNS })) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { row } = entry
    const programme = asText(row.bounty_code)
    if (!begun || !programmes.has(programme)) {
      yield { type: 'header', tool: 'Bugcrowd', ...(programme && { target: programme }) }
      programmes.add(programme)
      begun = true
    }
    const title = asText(row.title) ?? asText(row.caption)
    if (title === undefined && !asText(row.vrt_lineage))
      yield loss(entry.where, 'this row has neither a title nor a category and is left out')
    else
      yield observationOf(
        {
          id: asText(row.reference_number),
          title,
          priority: asText(row.priority),
          category: asText(row.vrt_lineage),
          state: asText(row.substate) ?? asText(row.state),
          duplicate: row.duplicate?.toLowerCase() === 'true',
          url: asText(row.bug_url),
          description: asText(row.description),
          extra: asText(row.extra_info),
          request: asText(row.http_request),
          remediation: asText(row.remediation_advice),
          references: asText(row.vulnerability_references),
          target: asText(row.target_name),
          targetCategory: asText(row.target_category),
          submittedAt: asText(row.submitted_at),
        },
        entry.text,
      )
  }
  if (!begun) yield { type: 'header', tool: 'Bugcrowd' }
}
