import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { observationOf } from '../qualys/detection.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { UnreadableReport } from '../unreadable.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { HostScopes } from '../values/scanned-host.ts'
import { dateOrderOf, timeInOrder } from '../values/slash-date.ts'

export const qualysPci = {
  id: 'qualys-pci',
  name: 'Qualys PCI (HackerGuardian)',
  link: 'https://docs.qualys.com/en/pci/latest/',
  extensions: ['.csv'],
  kinds: ['runtime', 'web'],
  howTo: 'Qualys PCI or HackerGuardian → Vulnerabilities → download as CSV',
  detect,
  read,
} satisfies Format

const COLUMNS = ['IP', 'QID', 'VULN TITLE', 'IS_PCI', 'Q_SEVERITY']

const isOurs = (columns: string[]): boolean => COLUMNS.every((column) => columns.includes(column))

function detect({ columns }: Sample): number {
  return columns && isOurs(columns) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new HostScopes({ type: 'header', tool: 'Qualys PCI' })
  for await (const row of eachRow(input, context)) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    if (!isOurs(Object.keys(row.row)))
      throw new UnreadableReport(
        'broken',
        'This does not read as a table of Qualys PCI: choose the right format.',
      )
    const cell = cellOf(row)
    const host = cell('IP') ?? cell('HOSTNAME')
    const qid = cell('QID')
    if (!host || !qid) {
      yield loss(row.where, 'left out, because of QID or IP: missing')
      continue
    }
    yield* hosts.enter(host, { dns: cell('HOSTNAME'), os: cell('OPERATING SYSTEM') })
    yield itemOf(row, qid, host)
  }
  yield* hosts.end()
}

/** `-` is an empty cell. */
const cellOf =
  ({ row }: Row) =>
  (name: string): string | undefined => {
    const cell = row[name]?.trim()
    return cell && cell !== '-' ? cell : undefined
  }

/** The severity of the payment card industry (by CVSS) stands beside Qualys' own level. */
const LETTERS: Record<string, Severity> = byWord({ H: 'high', M: 'medium', L: 'low' })

function itemOf(row: Row, qid: string, host: string): Observation {
  const cell = cellOf(row)
  const rating = cvssRating({ score: cell('CVSS_BASE') })
  const word = cell('SEVERITY')
  const date = cell('LAST SCAN')
  const decision = cell('FALSE POSITIVE STATUS')
  const level = cell('Q_SEVERITY')
  const isPci = /^(?:y|yes|fail)$/i.test(cell('IS_PCI') ?? '')
  return {
    ...observationOf({
      qid,
      host,
      port: cell('PORT'),
      protocol: cell('PROTOCOL'),
      type: cell('TYPE') ?? '',
      title: cell('VULN TITLE'),
      severity: level,
      category: cell('CATEGORY'),
      threat: cell('THREAT'),
      impact: cell('IMPACT'),
      solution: cell('SOLUTION'),
      result: cell('RESULT'),
      cvss: rating ? [rating] : [],
      cves: [cell('CVEID') ?? ''],
      references: [],
      tags: [
        ...(isPci ? ['pci'] : []),
        ...(cell('BUGTRAQID') ?? '').split(/[,\s]+/).map((id) => id && `BID:${id}`),
      ].filter(Boolean),
      seenAt: timeInOrder(date, dateOrderOf(date)),
      raw: row.text,
    }),
    ...(word && { severity: LETTERS[word.toUpperCase()] ?? severityOfWord(word), toolSeverity: word }),
    ...(/^(?:approved|accepted)$/i.test(decision ?? '') && {
      verdict: { state: 'false_positive', reason: decision as string, source: 'qualys-pci' },
    }),
  }
}
