import type { Input, Item, ReadContext, ReportHeader } from '../contract.ts'
import { eachTableRow, type HtmlRow } from '../syntax/html-tables.ts'
import { UnreadableReport } from '../unreadable.ts'
import { proseText } from '../values/html-text.ts'
import { shaped } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { issueSchema, observationOf } from './observation.ts'

/** Two passes: what is said of the rules stands behind the issues. */
export async function* readHtml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { header, rules } = await surroundings(input, context)
  yield header
  for await (const entry of eachTableRow(input, context)) {
    if (entry.type === 'problem') yield entry
    else if (entry.type === 'row' && isIssue(entry)) yield itemOf(entry, rules)
  }
}

const isIssue = ({ columns }: HtmlRow): boolean => columns.includes('Rule') && columns.includes('Component')
const isRule = ({ columns }: HtmlRow): boolean => columns[0] === 'Rule' && columns[1] === 'Description'

async function surroundings(
  input: Input,
  context: ReadContext,
): Promise<{ header: ReportHeader; rules: Map<string, string> }> {
  const header: ReportHeader = { type: 'header', tool: 'SonarQube' }
  const rules = new Map<string, string>()
  let isReport = false
  for await (const entry of eachTableRow(input, context)) {
    if (entry.type === 'row') {
      if (isRule(entry)) rules.set(proseText(entry.cells[0]) ?? '', entry.cells[1] ?? '')
    } else if (entry.type === 'term') {
      isReport ||= entry.term === 'Report Generated On'
      learn(header, entry.term, proseText(entry.text))
    }
  }
  if (!isReport)
    throw new UnreadableReport(
      'broken',
      'This does not read as a sonar-report page: it does not say when it was generated. Choose the right format.',
    )
  return { header, rules }
}

function learn(header: ReportHeader, term: string, value: string | undefined): void {
  const producedAt = term === 'Report Generated On' ? isoTime(value) : undefined
  if (producedAt) header.producedAt = producedAt
  if (term === 'Project Name' && value) header.target = value
  if (term === 'Branch' && value) header.branch = value
}

function itemOf(row: HtmlRow, rules: ReadonlyMap<string, string>): Item {
  const value = Object.fromEntries(
    row.columns.map((column, index) => [column.toLowerCase(), proseText(row.cells[index])]),
  )
  const issue = shaped(issueSchema, { where: row.where, value })
  if (issue.type === 'problem') return issue
  return observationOf(issue.value, {
    about: rules.get(issue.value.rule),
    isHotspot: issue.value.status === 'TO_REVIEW',
    raw: JSON.stringify(value),
  })
}
