import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRowOf, hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { newSite } from '../values/web-address.ts'
import { findingSchema, observationOf, targetsOf } from './finding.ts'
import { rowItem } from './row.ts'

const FINDINGS = '/data/*'
const COLUMNS = ['Token', 'Tag', 'Title', 'Type', 'BrowserUrl', 'CriticalityJustification']

export const cobalt = {
  id: 'cobalt',
  name: 'Cobalt findings',
  link: 'https://docs.cobalt.io/cobalt-api/documentation/v2/#findings',
  extensions: ['.json', '.csv'],
  kinds: ['web'],
  howTo:
    'curl --header "Authorization: Bearer $TOKEN" "https://api.cobalt.io/findings?asset=as_ID" > cobalt.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ data: z.array(z.unknown()) })
const first = z.object({ resource: z.object({ id: z.string(), pentest_id: z.string(), state: z.string() }) })

function detect({ outline, columns }: Sample): number {
  if (hasColumns(columns, COLUMNS)) return 1
  return fits(first, readBy(frameSchema, outline)?.data[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '{') {
    yield { type: 'header', tool: 'Cobalt' }
    const table = { name: "Cobalt's findings", columns: COLUMNS }
    for await (const row of eachRowOf(input, context, table))
      yield row.type === 'problem' ? row : rowItem(row)
    return
  }
  await jsonFrame(input, context, { name: "Cobalt's findings", omit: [FINDINGS], schema: frameSchema })
  yield { type: 'header', tool: 'Cobalt' }
  const sites = new Set<string>()
  const elements = eachElement(input, context, [FINDINGS])
  for await (const item of shapedItems(elements, findingSchema, (one, { text: raw }) =>
    observationOf(one, raw),
  )) {
    if (item.type === 'observation') for (const url of targetsOf(item)) yield* newSite(url, sites)
    yield item
  }
}
