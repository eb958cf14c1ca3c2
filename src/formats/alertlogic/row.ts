import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { observe } from '../values/observe.ts'
import { type HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { timeInOrder } from '../values/slash-date.ts'

/** A vulnerability of an asset. */
export function* itemsOf({ row, text: raw, where }: Row, hosts: HostScopes): Generator<Item> {
  const cell = (name: string) => row[name]?.trim() || undefined
  const name = cell('Vulnerability')
  const rule = cell('Vulnerability ID') ?? name
  const host = cell('Asset Name') ?? cell('IP Address')
  if (!rule || !host) {
    yield loss(where, 'left out, because of Vulnerability ID or Asset Name: missing')
    return
  }
  const os = cell('Operating System')
  yield* hosts.enter(host, {
    ip: cell('IP Address'),
    os,
    network: cell('VPC/Network'),
    account: cell('Customer Account'),
  })
  const [protocol, port] = cell('Protocol/Port')?.split('/') ?? []
  const place = hostPlace({ host, port: portIn(port), protocol })
  // Nobody rated what is 0.
  const rating = cvssRating({ score: Number(cell('CVSS Score')) || undefined })
  const evidence = cell('Evidence')
  const key = cell('Vulnerability Key')
  yield observe({
    kind: 'runtime',
    rule,
    title: name ?? rule,
    description:
      [isLong(name) ? name : undefined, cell('Description'), place.endpoint ? undefined : evidence]
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: severityOfWord(cell('Severity')),
    toolSeverity: cell('Severity'),
    cvss: rating ? [rating] : [],
    advisories: advisoryIds((cell('CVE') ?? '').split(/[,;\s]+/)),
    ...place,
    resource: { ...place.resource, account: cell('Customer Account') },
    ...(place.endpoint && { endpoint: { ...place.endpoint, evidence } }),
    remediation: cell('Resolution'),
    fingerprints: key ? { alertlogic: key } : undefined,
    knownExploited: cell('CISA Known Exploited') === 'Yes' || undefined,
    seenAt: timeInOrder(fourDigits(cell('Last Scanned')), 'month'),
    tags: ['Service', 'Category', 'Deployment Name', 'Asset Type'].flatMap((column) => cell(column) ?? []),
    raw,
  })
}

/** Longer than a title may be. */
const isLong = (name: string | undefined): boolean => (name?.length ?? 0) > 200

/** `5/27/26 6:37`: years have two digits, and the month comes first. */
const fourDigits = (date: string | undefined): string | undefined =>
  date?.replace(/^(\d{1,2}\/\d{1,2})\/(\d{2})(?!\d)/, (_, day: string, year: string) => `${day}/20${year}`)
