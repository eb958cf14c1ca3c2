import type { Input, Problem, ReadContext } from '../contract.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import type { Element } from '../syntax/json.ts'
import { child, eachNode, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'

/** Columns of Bandit's table, which are the fields of its JSON. */
export const COLUMNS = [
  'filename',
  'test_name',
  'test_id',
  'issue_severity',
  'issue_confidence',
  'issue_text',
]

const NUMBERS = ['line_number', 'col_offset', 'end_col_offset']

/** The rows of the table as elements of the JSON report. */
export async function* eachCsvResult(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  for await (const row of eachRowOf(input, context, { name: "Bandit's table", columns: COLUMNS })) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    const at = (column: string) => cell(row.row, column)
    const numbers = NUMBERS.map((column) => [
      column,
      at(column) === undefined ? undefined : Number(at(column)),
    ])
    const value = {
      ...row.row,
      ...Object.fromEntries(numbers),
      issue_cwe: { id: /(\d+)(?:\.html)?$/.exec(at('issue_cwe') ?? '')?.[1] },
      line_range: at('line_range')?.match(/\d+/g)?.map(Number),
    }
    yield { type: 'element', pattern: '', holder: '', where: row.where, value, text: row.text }
  }
}

const CASE = '/testsuite/testcase'

/** The test cases of the XML report, whose words hold the fields: `Test ID: B608 Severity: MEDIUM Confidence: LOW`. */
export async function* eachXmlResult(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  await xmlRoot(input, context, { name: "Bandit's XML", roots: ['testsuite'] })
  for await (const slice of eachNode(input, context, [CASE])) {
    if (slice.type === 'problem') yield slice
    else yield { type: 'element', pattern: '', holder: '', where: slice.where, ...resultIn(slice) }
  }
}

function resultIn({ node }: NodeSlice): { value: unknown; text: string } {
  const error = child(node, 'error')
  const said = textOf(error) ?? ''
  const [, test_id, issue_severity, issue_confidence] =
    /^Test ID: (\S+) Severity: (\S+) Confidence: (\S+)/.exec(said) ?? []
  const value = {
    test_id,
    issue_severity,
    issue_confidence,
    filename: node.attributes.classname,
    test_name: node.attributes.name,
    issue_text: error?.attributes.message,
    more_info: error?.attributes.more_info,
    issue_cwe: { id: /^CWE: CWE-(\d+)/m.exec(said)?.[1] },
    line_number: Number(/:(\d+)$/.exec(said)?.[1] ?? Number.NaN),
  }
  return { value, text: xmlText(node) }
}
