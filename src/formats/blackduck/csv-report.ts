import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { UnreadableReport } from '../unreadable.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { observationOf } from './csv-vulnerability.ts'
import { packageOfOrigin } from './origin.ts'
import { said, type Table } from './said.ts'

/** The tables of a version report, told apart by columns that each alone has. */
const TABLES: { table: Table; columns: string[] }[] = [
  { table: 'vulnerabilities', columns: ['Vulnerability id', 'Remediation status', 'Security Risk'] },
  { table: 'components', columns: ['Component policy status', 'License names', 'Operational Risk'] },
  { table: 'files', columns: ['Component policy status', 'Match content', 'Archive context'] },
]

export const tableOf = (columns: string[] | undefined): Table | undefined =>
  TABLES.find((entry) => hasColumns(columns, entry.columns))?.table

/** One of the tables of a version report; the project and version that it is about stand in each row. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const table = tableOf((await sampleOf(input)).columns)
  if (!table)
    throw new UnreadableReport(
      'broken',
      "This does not read as a table of Black Duck's version report: choose the right format, or export it again.",
    )
  let target: string | undefined
  let begun = false
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    const project = row.row['Project path']?.trim() || undefined
    if (!begun || project !== target)
      yield withoutGaps({ type: 'header', tool: 'Black Duck', target: project })
    begun = true
    target = project
    yield* itemsOf(table, row)
  }
  if (!begun) yield { type: 'header', tool: 'Black Duck' }
}

function* itemsOf(table: Table, row: Row): Generator<Item> {
  // Sheets that people filled up with empty rows end in bare separators.
  if (Object.values(row.row).every((cell) => cell.trim() === '')) return
  const cells = said(table, row.row)
  if (!cells.name) yield loss(row.where, 'this row is left out: it names no component')
  else if (table === 'vulnerabilities') yield observationOf(cells, row)
  else {
    yield componentOf(table, cells, row)
    if (cells.policy?.startsWith('In Violation')) yield violationOf(cells, row)
  }
}

type Cells = ReturnType<typeof said>

function componentOf(table: Table, cells: Cells, row: Row): Component {
  const known = packageOfOrigin(cells.origin, cells.originId)
  return withoutGaps({
    type: 'component' as const,
    ref: `${table} ${row.where}`,
    name: known?.name ?? (cells.name as string),
    version: known?.version ?? cells.version,
    purl: known?.purl,
    componentType: 'library',
    licenses: cells.license ? [cells.license] : undefined,
    path: cells.path && (relativePath(`${cells.archive ?? ''}${cells.path}`) || undefined),
  })
}

/** A component that breaks a policy; the table does not say which. */
function violationOf(cells: Cells, row: Row): Observation {
  const known = packageOfOrigin(cells.origin, cells.originId)
  const name = known?.name ?? (cells.name as string)
  return {
    type: 'observation',
    kind: 'license',
    rule: 'component-policy',
    title: `Policy violation: ${cells.name} ${cells.version ?? ''}`.trim().slice(0, 200),
    severity: severityOfWord(undefined),
    component: withoutGaps({ name, version: known?.version ?? cells.version, purl: known?.purl }),
    ...(cells.overriddenBy && {
      verdict: {
        state: 'accepted',
        reason: `overridden by ${cells.overriddenBy}`,
        source: 'blackduck-policy',
      },
    }),
    tags: [
      ...(cells.license ? [cells.license] : []),
      ...(cells.operationalRisk ? [`operational-risk:${cells.operationalRisk}`] : []),
      ...(cells.usage ? [`usage:${cells.usage}`] : []),
    ],
    raw: row.text,
  }
}
