import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachRow } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { newSite } from '../values/web-address.ts'
import { type About, observationOf } from './observation.ts'

export const whitehatCsv = {
  id: 'whitehat-csv',
  name: 'WhiteHat vulnerability detail CSV',
  link: 'https://www.blackduck.com/dast.html',
  extensions: ['.csv'],
  kinds: ['web'],
  howTo: 'Reports → Vulnerability Detail → CSV',
  detect,
  read,
} satisfies Format

const HEADER = /^"?Vuln ID"?,"?Vuln URL"?,"?Attack Vector ID"?,/m

function detect({ head, syntax }: Sample): number {
  return (syntax === 'csv' || syntax === 'text') && HEADER.test(head) ? 1 : 0
}

/** More than any edition has. */
const CELLS = Array.from({ length: 60 }, (_, index) => String(index))

/** Two passes: words about the report come first, then a row for each vector, then one for each class of vulnerability. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (!HEADER.test((await sampleOf(input)).head))
    throw new UnreadableReport(
      'broken',
      'This does not read as WhiteHat CSV: it lacks the row of column names. Choose the right format, or export it again.',
    )
  yield { type: 'header', tool: 'WhiteHat Sentinel Dynamic' }
  const classes = await classesIn(input, context)
  const sites = new Set<string>()
  let columns: string[] | undefined
  for await (const entry of eachRow(input, context, CELLS)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const cells = CELLS.map((index) => entry.row[index]?.trim() ?? '')
    if (cells[0] === 'Class Name') break
    if (cells[0] === 'Vuln ID') columns = cells
    else if (columns && cells.some((text) => text !== '')) {
      const row = new Map(
        columns.flatMap((name, index) =>
          name && said(cells[index]) ? [[name, cells[index] as string]] : [],
        ),
      )
      const observation = observationOf(row, classes, entry.text)
      if (observation) yield* newSite(observation.endpoint?.url, sites)
      yield observation ?? loss(entry.where, 'this row has no class or address and is left out')
    }
  }
}

/** Cells without a value say so. */
const said = (text: string | undefined): boolean => text !== undefined && text !== '' && text !== 'null'

async function classesIn(input: Input, context: ReadContext): Promise<Map<string, About>> {
  const classes = new Map<string, About>()
  let begun = false
  for await (const entry of eachRow(input, context, CELLS)) {
    if (entry.type === 'problem') continue
    const [name = '', description = '', solution = ''] = CELLS.map((index) => entry.row[index]?.trim() ?? '')
    if (begun && name !== '' && description !== '') classes.set(name, { description, solution })
    begun ||= name === 'Class Name'
  }
  return classes
}
