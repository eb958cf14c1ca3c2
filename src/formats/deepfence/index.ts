import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { sampleOf } from '../sample.ts'
import { eachRow } from '../syntax/csv.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { UnreadableReport } from '../unreadable.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { said } from './cells.ts'
import { REPORTS } from './reports.ts'

export const deepfence = {
  id: 'deepfence',
  name: 'Deepfence ThreatMapper',
  link: 'https://community.deepfence.io/threatmapper/docs/v2.5/operations/reports',
  extensions: ['.xlsx', '.csv'],
  kinds: ['container', 'dependency', 'malware', 'secret', 'config'],
  howTo: 'In ThreatMapper, choose Integrations > Reports > XLSX and download the report.',
  detect,
  read,
} satisfies Format

const reportOf = (columns: string[] | undefined) =>
  REPORTS.find((report) => report.marks.some((marks) => hasColumns(columns, marks)))

function detect({ columns }: Sample): number {
  return reportOf(columns) ? 1 : 0
}

/** A table of one of four sorts; each has had two sets of columns. What is seen on one node is a scope of its own. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const report = reportOf((await sampleOf(input)).columns)
  if (!report)
    throw new UnreadableReport(
      'broken',
      'This does not read as a table of ThreatMapper: choose the right format, or export it again.',
    )
  const nodes = new HostScopes({ type: 'header', tool: 'Deepfence ThreatMapper' })
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    const node = said(row.row, 'Node Name', 'node_name', 'cve_container_image', 'host_name')
    if (node)
      yield* nodes.enter(node, {
        type: said(row.row, 'Node Type', 'NodeType', 'node_type'),
        cluster: said(row.row, 'Kubernetes Cluster Name'),
      })
    const item = report.itemOf(row, node)
    if (item) yield item
  }
  yield* nodes.end()
}
