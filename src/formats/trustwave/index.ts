import type { ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { observe } from '../values/observe.ts'
import { HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'

export const trustwave = {
  id: 'trustwave',
  name: 'Trustwave scan CSV',
  link: 'https://trustkeeper.trustwave.com/',
  extensions: ['.csv'],
  kinds: ['runtime'],
  howTo: 'TrustKeeper → a scan → export the vulnerabilities as CSV',
  detect,
  read,
} satisfies Format

const COLUMNS = ['IP', 'Target Name', 'Vulnerability Name', 'Remediation', 'Severity', 'Evidence']

const isOurs = (columns: string[]): boolean => COLUMNS.every((column) => columns.includes(column))

function detect({ columns }: Sample): number {
  return columns && isOurs(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Trustwave' })
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') yield row
    else if (!isOurs(Object.keys(row.row)))
      throw new UnreadableReport(
        'broken',
        'This does not read as a table of Trustwave: choose the right format.',
      )
    else yield* itemsOf(row, hosts)
  }
  yield* hosts.end()
}

const LETTERS: Record<string, Severity> = byWord({
  C: 'critical',
  H: 'high',
  M: 'medium',
  L: 'low',
  I: 'info',
})

function* itemsOf({ row, text: raw, where }: Row, hosts: HostScopes): Generator<Item> {
  const cell = (name: string) => row[name]?.trim() || undefined
  const host = cell('IP') ?? cell('Domain')
  const name = cell('Vulnerability Name')
  if (!host || !name) {
    yield loss(where, 'left out, because of IP or Vulnerability Name: missing')
    return
  }
  const service = cell('Service')
  const word = cell('Severity')
  const place = hostPlace({ host, port: portIn(cell('Port')), protocol: cell('Protocol') })
  yield* hosts.enter(host, { name: cell('Target Name'), domain: cell('Domain') })
  yield observe({
    kind: 'runtime',
    // The table has no other name of the check.
    rule: name,
    title: name,
    description: cell('Description'),
    severity: LETTERS[word?.toUpperCase() ?? ''] ?? severityOfWord(word),
    toolSeverity: word,
    advisories: advisoryIds((cell('CVE') ?? '').split(/[,;\s]+/)),
    ...place,
    ...(place.endpoint && { endpoint: { ...place.endpoint, evidence: cell('Evidence') } }),
    remediation: cell('Remediation'),
    verdict: verdictOf(cell('Status')),
    tags: service ? [service] : [],
    raw,
  })
}

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  const said = { reason: status ?? '', source: 'trustwave-status' }
  if (/false positive/i.test(status ?? '')) return { state: 'false_positive', ...said }
  if (/accepted|excepted/i.test(status ?? '')) return { state: 'accepted', ...said }
  return /^(?:fixed|resolved)/i.test(status ?? '') ? { state: 'fixed', ...said } : undefined
}
