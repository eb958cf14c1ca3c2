import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import type { Element } from '../syntax/json.ts'
import { child, eachNode, type NodeSlice, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'

/** Columns of Gitleaks' table, which are fields of its JSON. */
export const COLUMNS = ['RuleID', 'Commit', 'File', 'Secret', 'Match', 'StartLine']

/** The rows of the table as elements of the JSON report. Tags stand with blanks between them. */
export async function* eachCsvLeak(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  for await (const row of eachRowOf(input, context, { name: "Gitleaks' table", columns: COLUMNS })) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    const value = { ...row.row, Tags: cell(row.row, 'Tags')?.split(/\s+/) }
    yield { type: 'element', pattern: '', holder: '', where: row.where, value, text: JSON.stringify(value) }
  }
}

/** Its JUnit looks like that of tests, whose reader would not know that a secret stands in it. */
export const JUNIT = /<testsuite\s(?:[^>]*\s)?name="gitleaks"/

/** The failures of the JUnit report: each holds the leak as JSON. */
export async function* eachJunitLeak(input: Input, context: ReadContext): AsyncGenerator<Element | Problem> {
  await xmlRoot(input, context, { name: "Gitleaks' JUnit", roots: ['testsuites'] })
  for await (const slice of eachNode(input, context, ['/testsuites/testsuite/testcase'])) {
    if (slice.type === 'problem') yield slice
    else if (child(slice.node, 'failure')) yield leakIn(slice)
  }
}

function leakIn({ node, where }: NodeSlice): Element | Problem {
  const text = textOf(child(node, 'failure')) ?? ''
  try {
    return { type: 'element', pattern: '', holder: '', where, value: JSON.parse(text), text }
  } catch {
    return loss(where, 'this failure holds no leak as JSON and is left out')
  }
}
