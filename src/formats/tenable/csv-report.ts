import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { cellsOf, isTenable } from './columns.ts'
import { foundInRow } from './csv-row.ts'
import type { Found } from './found.ts'
import { observationOf } from './observation.ts'

/** Tables write a row for each CVE of one result, one behind another: together they are the result that the XML has. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Nessus' })
  let held: Found | undefined
  for await (const row of eachRow(input, context)) {
    if (row.type === 'row') refuseOther(row)
    if (row.type === 'row' && Object.values(row.row).every((cell) => cell.trim() === '')) continue
    const found = row.type === 'row' ? foundInRow(row) : undefined
    if (held && found && isSame(held, found)) {
      held = { ...held, cves: [...held.cves, ...found.cves], raw: `${held.raw}\n${found.raw}` }
      continue
    }
    if (held) yield observationOf(held)
    held = found
    if (row.type === 'problem') yield row
    else if (!found) yield loss(row.where, 'left out, because of the plugin or the host: missing')
    else yield* hosts.enter(found.host, attributesOf(row))
  }
  if (held) yield observationOf(held)
  yield* hosts.end()
}

function refuseOther({ row }: Row): void {
  if (!isTenable(Object.keys(row)))
    throw new UnreadableReport(
      'broken',
      'This does not read as a table of Nessus or Tenable: choose the right format.',
    )
}

const isSame = (one: Found, other: Found): boolean =>
  one.plugin === other.plugin &&
  one.host === other.host &&
  one.port === other.port &&
  one.protocol === other.protocol &&
  one.output === other.output &&
  other.cves.length > 0

function attributesOf({ row }: Row): Record<string, string | undefined> {
  const cell = cellsOf(row)
  return { ip: cell('ip'), fqdn: cell('fqdn'), netbios: cell('netbios'), mac: cell('mac'), os: cell('os') }
}
