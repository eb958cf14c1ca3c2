import { KINDS } from '../../model/kind.ts'
import { severityOfRank, severityRank } from '../../model/severity.ts'
import type { Slice } from '../../model/slice.ts'
import { keptOf } from '../posture-index/kept-of.ts'
import { RISK_CAUSES, type RiskDays, riskDaysOf } from '../posture-index/risk-days.ts'
import { type Unit, unitsOf } from '../posture-index/units.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { assetsIn } from '../queries/overview/assets-in-scope.ts'
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
type GroupOf = (selected: SelectedBlock, kind: number, severity: number) => string

const BY: Partial<Record<Slice, GroupOf>> = {
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
  selection: Selection,
  { kind, severity }: FindingFilter,
  by: Slice | undefined,
  { first, last }: Span,
): RecordedRisk {
  const { posture, blocks } = selection
  const groupOf = by === undefined ? () => 'all' : BY[by]
  if (!kind && !severity && groupOf && BY_UNIT.has(by)) return ofUnits(selection, groupOf, { first, last })
  const kinds = kind && new Set<number>(kind.map((one) => KINDS.indexOf(one)))
  const severities = severity && new Set(severity.map(severityRank))
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
  standing(lines.values())
  return { lines, knownSince }
}

/** From what each day changed to what there was at its end. Added up in whole tenths, so that sums of many stay exact. */
function standing(lines: Iterable<Float64Array>): void {
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) (line[i] as number) += line[i - 1] as number
    for (let i = 0; i < line.length; i++) (line[i] as number) /= 10
  }
}

/** Slices that put a whole application into one line. */
const BY_UNIT = new Set<Slice | undefined>([undefined, 'team', 'application'])

interface UnitRisk {
  /** What each day changed, tenths; the first one with all before it. */
  line: Float64Array
  knownSince: number
  /** By place in RISK_CAUSES what came within the days, tenths. */
  causes: Float64Array
}

interface Span {
  first: number
  last: number
}

const kept = new WeakMap<Unit, Map<string, UnitRisk>>()
// Windows that are kept for each application: the overviews', with and without the day before, and a few more.
const MOST = 4

const riskOf = (unit: Unit, span: Span): UnitRisk =>
  keptOf(kept, unit, `${span.first} ${span.last}`, { most: MOST, make: () => addUp(unit, span) })

function addUp({ members }: Unit, { first, last }: Span): UnitRisk {
  const line = new Float64Array(last - first + 1)
  const causes = new Float64Array(RISK_CAUSES.length)
  let knownSince = Number.NEGATIVE_INFINITY
  for (const { days: asset } of members) {
    if (!asset) continue
    const record = riskDaysOf(asset)
    for (let i = 0; i < record.days.length; i++) {
      const [day, cause] = [record.days[i] as number, record.causes[i] as number]
      if (cause === START) knownSince = Math.max(knownSince, day)
      if (day > last) continue
      ;(line[Math.max(0, day - first)] as number) += record.deltas[i] as number
      if (day >= first) (causes[cause] as number) += record.deltas[i] as number
    }
  }
  return { line, knownSince, causes }
}

function ofUnits(selection: Selection, groupOf: GroupOf, span: Span): RecordedRisk {
  const lines = new Map<string, Float64Array>()
  let knownSince = Number.NEGATIVE_INFINITY
  for (const { unit, first } of unitsOf(assetsIn(selection), 'application')) {
    if (unit.members.every(({ days }) => !days)) continue
    const risk = riskOf(unit, span)
    knownSince = Math.max(knownSince, risk.knownSince)
    const group = groupOf(first, 0, 0)
    const line = lines.get(group)
    if (!line) lines.set(group, risk.line.slice())
    else for (let i = 0; i < line.length; i++) (line[i] as number) += risk.line[i] as number
  }
  standing(lines.values())
  return { lines, knownSince }
}

const PER_ROW = new Set<Slice | undefined>(['kind', 'severity'])
const START = RISK_CAUSES.indexOf('start')

const isIn = (record: RiskDays, i: number, kinds?: Set<number>, severities?: Set<number>): boolean =>
  (!kinds || kinds.has(record.kinds[i] as number)) &&
  (!severities || severities.has(record.severities[i] as number))

/** What was recorded of a selection's risk within some days, in points, by what caused it. */
export function riskByCause(selection: Selection, span: Span): Map<(typeof RISK_CAUSES)[number], number> {
  const sums = new Float64Array(RISK_CAUSES.length)
  for (const { unit } of unitsOf(assetsIn(selection), 'application'))
    riskOf(unit, span).causes.forEach((delta, cause) => {
      ;(sums[cause] as number) += delta
    })
  return new Map(RISK_CAUSES.flatMap((cause, place) => (sums[place] ? [[cause, sums[place] / 10]] : [])))
}
