import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { needed, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const fluidAttacks = {
  id: 'fluid-attacks',
  name: 'Fluid Attacks CSV',
  link: 'https://help.fluidattacks.com/portal/en/kb/articles/configure-the-tests-by-the-standalone-scanner',
  extensions: ['.csv'],
  kinds: ['code', 'dependency'],
  howTo: 'skims scan config.yaml, with output: {file_path: results.csv, format: CSV}',
  detect,
  read,
} satisfies Format

const FORMER = ['title', 'what', 'where', 'cwe']
const TITLE = /^F\d{3}\. /

/** Of old with four columns, told apart by the number before each title; later with the method that found it. */
function detect({ columns, head }: Sample): number {
  if (!columns) return 0
  if (columns.join() === FORMER.join()) return /^F\d{3}\. /m.test(head) ? 1 : 0
  return ['title', 'cwe', 'what', 'where', 'method'].every((name) => columns.includes(name)) ? 0.9 : 0
}

const rowSchema = z.object({
  title: needed,
  what: needed,
  where: text,
  cwe: text,
  description: text,
  cvss: text,
  snippet: text,
  method: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Fluid Attacks' }
  let isKnown = false
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    if (!isKnown && FORMER.some((name) => row.row[name] === undefined))
      throw new UnreadableReport(
        'broken',
        'This does not read as Fluid Attacks CSV: it lacks title, what, where or cwe. Choose the right format.',
      )
    isKnown = true
    const result = shaped(rowSchema, { where: row.where, value: row.row })
    yield result.type === 'problem' ? result : observationOf(result.value, row)
  }
}

function observationOf(row: z.output<typeof rowSchema>, { text: raw }: Row): Observation {
  const rating = row.cvss ? cvssRating({ vector: row.cvss }) : undefined
  const line = position.parse(row.where)
  const isPackage = /^F(?:011|393)\b/.test(row.title)
  return observe({
    kind: isPackage ? 'dependency' : 'code',
    rule: row.method ?? row.title.split('. ')[0] ?? row.title,
    title: row.title.replace(TITLE, ''),
    description: row.description,
    severity: 'unknown',
    cvss: rating ? [rating] : [],
    cwes: cwesOf(row.cwe?.split('+') ?? []),
    location: { path: relativePath(row.what), line, snippet: row.snippet },
    tags: TITLE.test(row.title) ? [row.title.slice(0, 4)] : [],
    raw,
  })
}
