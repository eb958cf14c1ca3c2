import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cvssRating } from '../values/cvss.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { timeInOrder } from '../values/slash-date.ts'
import { isoTime } from '../values/time.ts'
import { type Detection, observationOf } from './detection.ts'
import { isHeader, rowsOfTable } from './table.ts'

/** The scan report as a table. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Qualys' })
  for await (const row of rowsOfTable(input, context)) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    if (!isHeader(Object.keys(row.row)))
      throw new UnreadableReport(
        'broken',
        'This does not read as a table of Qualys VM: choose the right format.',
      )
    const found = detectionIn(row)
    if (!found) {
      yield loss(row.where, 'left out, because of QID or IP: missing')
      continue
    }
    const { DNS: dns, NetBIOS: netbios, Network: network, 'OS CPE': cpe, 'Asset Name': name } = row.row
    const os = row.row.OS ?? row.row['Operating System']
    yield* hosts.enter(found.host, { name, dns, netbios, os, network, cpe })
    yield observationOf(found)
  }
  yield* hosts.end()
}

function detectionIn({ row, text: raw }: Row): Detection | undefined {
  const cell = (name: string) => row[name]?.trim() || undefined
  const qid = cell('QID')
  const host = ['IP', 'DNS', 'NetBIOS', 'Asset IPV4', 'Asset IPV6', 'Asset Name'].map(cell).find(Boolean)
  if (!qid || !host) return undefined
  const ratings = [
    ratingIn(cell('CVSS3.1 Base') ?? cell('CVSS3 Base'), '3.1') ??
      ratingIn(cell('CVSS3.1') ?? cell('CVSS3'), '3.1'),
    ratingIn(cell('CVSS Base'), '2.0') ?? ratingIn(cell('CVSS'), '2.0'),
    ratingIn(cell('CVSSv3.1 Base (nvd)'), '3.1'),
    ratingIn(cell('CVSSv2 Base (nvd)'), '2.0'),
  ]
  return {
    qid,
    host,
    port: cell('Port'),
    protocol: cell('Protocol'),
    type: cell('Type') ?? cell('Type Detected'),
    status: cell('Vuln Status') ?? cell('Status'),
    isIgnored: /^yes$/i.test(cell('Ignored') ?? cell('Disabled') ?? ''),
    title: cell('Title'),
    severity: cell('Severity'),
    category: cell('Category'),
    threat: cell('Threat') ?? cell('CVE-Description'),
    impact: cell('Impact'),
    solution: cell('Solution'),
    result: cell('Results') ?? cell('Result'),
    cvss: ratings.filter((rating) => rating !== undefined),
    cves: [cell('CVE ID') ?? cell('CVE') ?? ''],
    references: [],
    tags: tagsOf(cell),
    isExploited: /known.exploited/i.test(cell('Threat Indicators') ?? cell('RTI') ?? ''),
    // With slashes, or `Feb 03, 2026 07:00 AM`.
    seenAt: timeInOrder(cell('Last Detected'), 'month') ?? isoTime(cell('Last Detected')),
    raw,
  }
}

/** `8.1 (AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H)`; `-` where there is none. */
function ratingIn(text: string | undefined, version: string) {
  const [, score, vector] = /^([\d.]+)\s*(?:\((.+)\))?$/.exec(text ?? '') ?? []
  return cvssRating({ score, vector, version })
}

const tagsOf = (cell: (name: string) => string | undefined): string[] => {
  const instance = cell('Instance')
  return [
    ...(cell('Vendor Reference') ?? '').split(', '),
    ...(cell('Bugtraq ID') ?? '').split(', ').map((id) => id && `BID:${id}`),
    ...(cell('Associated Tags') ?? cell('Asset Tags') ?? '').split(/,\s*/),
    ...(cell('PCI Vuln') === 'yes' ? ['pci'] : []),
    ...(cell('Exploitability') ? ['exploit-available'] : []),
    ...(cell('Associated Malware') ? ['malware'] : []),
    ...(instance ? [`instance:${instance}`] : []),
  ].filter(Boolean)
}
