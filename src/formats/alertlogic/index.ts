import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { itemsOf } from './row.ts'

export const alertlogic = {
  id: 'alertlogic',
  name: 'Alert Logic',
  link: 'https://docs.alertlogic.com/analyze/reports/vulnerability-reports.htm',
  extensions: ['.csv'],
  kinds: ['runtime'],
  howTo: 'Alert Logic → Reports → Vulnerabilities → download as CSV',
  detect,
  read,
} satisfies Format

const COLUMNS = [
  'Vulnerability',
  'Vulnerability ID',
  'Asset Name',
  'Customer Account',
  'Severity',
  'Resolution',
]

const isOurs = (columns: string[]): boolean => COLUMNS.every((column) => columns.includes(column))

function detect({ columns }: Sample): number {
  return columns && isOurs(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Alert Logic' })
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') yield row
    else if (!isOurs(Object.keys(row.row)))
      throw new UnreadableReport(
        'broken',
        'This does not read as a table of Alert Logic: choose the right format.',
      )
    else yield* itemsOf(row, hosts)
  }
  yield* hosts.end()
}
