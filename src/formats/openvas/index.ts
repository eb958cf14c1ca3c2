import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow } from '../syntax/csv.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { resultInRow } from './csv-result.ts'
import { hostComponents } from './host.ts'
import { itemsOf } from './result.ts'
import { resultInNode } from './xml-result.ts'

export const openvas = {
  id: 'openvas',
  name: 'OpenVAS (Greenbone)',
  link: 'https://docs.greenbone.net/GSM-Manual/gos-22.04/en/reports.html',
  extensions: ['.xml', '.csv'],
  kinds: ['runtime'],
  howTo: 'Greenbone → Scans → Reports → a report → download as XML',
  detect,
  read,
} satisfies Format

const COLUMNS = ['IP', 'NVT Name', 'NVT OID', 'Severity']
const ROOTS = ['report', 'get_reports_response']
/** The report stands alone, in its envelope, or in the answer of the management protocol. */
const REPORTS = ['/report', '/report/report', '/get_reports_response/report/report']

function detect({ root, head, columns }: Sample): number {
  if (columns) return COLUMNS.every((column) => columns.includes(column)) ? 1 : 0
  if (!root || !ROOTS.includes(root.name)) return 0
  if (root.name === 'report' && root.attributes.format_id && root.attributes.content_type) return 1
  return /<(?:gmp|omp)>|<nvt oid=|<scan_run_status>/.test(head) ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readXml(input, context) : readCsv(input, context)
}

async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'OpenVAS' })
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') yield row
    else yield* itemsOf(resultInRow(row), hosts)
  }
  yield* hosts.end()
}

const each = (path: string): string[] => REPORTS.map((report) => `${report}/${path}`)
const RESULT = each('results/result')
const TIME = [...each('scan_start'), ...each('timestamp')]
const ERROR = each('errors/error')
const HOST = each('host')

async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: "Greenbone's XML", roots: ROOTS })
  const header: ReportHeader = { type: 'header', tool: 'OpenVAS' }
  const hosts = new HostScopes(header)
  let known = false
  for await (const slice of eachNode(input, context, [...RESULT, ...TIME, ...ERROR, ...HOST])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    known = true
    if (RESULT.includes(slice.path)) yield* itemsOf(resultInNode(slice), hosts)
    else if (HOST.includes(slice.path)) yield* hostComponents(slice.node, hosts)
    else if (ERROR.includes(slice.path))
      yield loss(slice.where, 'a check did not run to its end: what it looks for may be there')
    else {
      const time = isoTime(textOf(slice.node))
      if (time) header.producedAt = time
    }
  }
  if (!known) yield loss('/report', 'this report holds neither results nor the time of a scan')
  yield* hosts.end()
}
