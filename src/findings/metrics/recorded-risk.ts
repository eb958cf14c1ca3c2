import { KINDS } from '../../model/kind.ts'
import { severityOfRank, severityRank } from '../../model/severity.ts'
import type { Slice } from '../../model/slice.ts'
import { RISK_CAUSES, type RiskDays, riskDaysOf } from '../posture-index/risk-days.ts'
import type { FindingFilter } from '../queries/filter.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import type { Selection } from '../queries/selection.ts'

/** The open risk as it was recorded day by day, in points. */
export interface RecordedRisk {
  /** Group → one sum a day. */
  lines: Map<string, Float64Array>
  /** The first day (since 1970) of which everything is known; -Infinity when the record goes back to the start. */
  knownSince: number
}

const FILTERS = new Set(['asset', 'application', 'team', 'kind', 'severity', 'state', 'asOf'])
const BY: Partial<Record<Slice, (selected: SelectedBlock, kind: number, severity: number) => string>> = {
  team: ({ application }) => application?.teamId ?? 'none',
  application: ({ application }) => application?.id ?? 'none',
  asset: ({ asset }) => asset.id,
  kind: (_, kind) => KINDS[kind] ?? '',
  severity: (_, __, severity) => severityOfRank(severity),
}

/** Whether the record can tell: it is kept by asset, kind and severity. */
export const isRecorded = (filter: FindingFilter, by: Slice | undefined): boolean =>
  Object.keys(filter).every(
    (name) => FILTERS.has(name) || filter[name as keyof FindingFilter] === undefined,
  ) &&
  (by === undefined || by in BY)

/** The open risk at the end of each of some days (since 1970, both included) of what a filter asks for, by a slice that is recorded. */
export function recordedRisk(
  { posture, blocks }: Selection,
  { kind, severity }: FindingFilter,
  by: Slice | undefined,
  { first, last }: { first: number; last: number },
): RecordedRisk {
  const kinds = kind && new Set<number>(kind.map((one) => KINDS.indexOf(one)))
  const severities = severity && new Set(severity.map(severityRank))
  const groupOf = by === undefined ? () => 'all' : BY[by]
  const lines = new Map<string, Float64Array>()
  const lineOf = (group: string): Float64Array => {
    const line = lines.get(group) ?? new Float64Array(last - first + 1)
    lines.set(group, line)
    return line
  }
  let knownSince = Number.NEGATIVE_INFINITY
  for (const selected of blocks) {
    const days = selected.fails ? undefined : posture.days.get(selected.asset.id)
    if (!days || !groupOf) continue
    const record = riskDaysOf(days)
    // Most slices put the whole asset into one line.
    const own = PER_ROW.has(by) ? undefined : lineOf(groupOf(selected, 0, 0))
    for (let i = 0; i < record.days.length; i++) {
      const day = record.days[i] as number
      if (record.causes[i] === START) knownSince = Math.max(knownSince, day)
      if (day > last || !isIn(record, i, kinds, severities)) continue
      const line = own ?? lineOf(groupOf(selected, record.kinds[i] as number, record.severities[i] as number))
      ;(line[Math.max(0, day - first)] as number) += record.deltas[i] as number
    }
  }
  // Added up in whole tenths, so that sums of many stay exact.
  for (const line of lines.values()) {
    for (let i = 1; i < line.length; i++) (line[i] as number) += line[i - 1] as number
    for (let i = 0; i < line.length; i++) (line[i] as number) /= 10
  }
  return { lines, knownSince }
}

const PER_ROW = new Set<Slice | undefined>(['kind', 'severity'])
const START = RISK_CAUSES.indexOf('start')

const isIn = (record: RiskDays, i: number, kinds?: Set<number>, severities?: Set<number>): boolean =>
  (!kinds || kinds.has(record.kinds[i] as number)) &&
  (!severities || severities.has(record.severities[i] as number))

/** What rescoring added to the risk of what a selection is about within some days, in points, by what caused it. */
export function riskByCause(
  { posture, blocks }: Selection,
  { first, last }: { first: number; last: number },
): Map<(typeof RISK_CAUSES)[number], number> {
  const sums = new Map<(typeof RISK_CAUSES)[number], number>()
  for (const { asset, fails } of blocks) {
    const days = fails ? undefined : posture.days.get(asset.id)
    if (!days) continue
    const record = riskDaysOf(days)
    for (let i = 0; i < record.days.length; i++) {
      const day = record.days[i] as number
      const cause = RISK_CAUSES[record.causes[i] as number]
      if (cause && day >= first && day <= last)
        sums.set(cause, (sums.get(cause) ?? 0) + (record.deltas[i] as number) / 10)
    }
  }
  return sums
}
