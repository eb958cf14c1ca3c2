import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { number, part } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { issueSchema, observationOf } from './issue.ts'
import { rowItem } from './row.ts'

const ISSUES = '/_embedded/issues/*'
const COLUMNS = ['Issue ID', 'Issue type', 'Library', 'Version in use', 'Vulnerability ID', 'Coordinate 1']

export const veracodeSca = {
  id: 'veracode-sca',
  name: 'Veracode SCA issues',
  link: 'https://docs.veracode.com/r/Veracode_SCA_REST_API',
  extensions: ['.json', '.csv'],
  kinds: ['dependency', 'license'],
  howTo:
    'http --auth-type=veracode_hmac "https://api.veracode.com/srcclr/v3/workspaces/ID/issues?size=500" > veracode-sca.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({
  _embedded: z.object({ issues: z.array(z.unknown()) }),
  page: part(z.object({ number, total_pages: number })),
})
const first = z.object({ issue_type: z.string(), library: z.object({ id: z.string() }) })

function detect({ outline, columns }: Sample): number {
  if (hasColumns(columns, COLUMNS)) return 1
  const issues = readBy(frameSchema, outline)?._embedded.issues
  return issues?.length && fits(first, issues[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '{') {
    yield { type: 'header', tool: 'Veracode SCA' }
    const table = { name: "Veracode SCA's issues", columns: COLUMNS }
    for await (const row of eachRowOf(input, context, table))
      yield row.type === 'problem' ? row : rowItem(row)
    return
  }
  const name = "Veracode SCA's issues"
  const { page } = await jsonFrame(input, context, { name, omit: [ISSUES], schema: frameSchema })
  yield { type: 'header', tool: 'Veracode SCA' }
  const issues = eachElement(input, context, [ISSUES])
  yield* shapedItems(issues, issueSchema, (issue, { text: raw }) => observationOf(issue, raw))
  const { total_pages = 1, number: at = 0 } = page ?? {}
  if (total_pages > 1)
    yield loss('/page', `this is page ${at + 1} of ${total_pages}: send the others in one list with it`)
}
