import type { Link, MttrFigures, SlaFigures } from '../../findings/metrics/figures.ts'
import { type MeasuredGroup, measureBoth } from '../../findings/metrics/read-metrics.ts'
import { type RecordedRisk, recordedRisk } from '../../findings/metrics/recorded-risk.ts'
import type { Window } from '../../findings/metrics/window.ts'
import { assetsIn, assetsInScope } from '../../findings/queries/overview/assets-in-scope.ts'
import { noneOpen, type OpenBySeverity } from '../../findings/queries/overview/sum-posture.ts'
import { type TrendDay, trendOf } from '../../findings/queries/overview/trend.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import { select } from '../../findings/queries/selection.ts'
import { SEVERITIES } from '../../model/severity.ts'
import type { Pool } from '../../platform/database.ts'
import { driversOf } from './drivers.ts'
import { bySeverity, type Ground, headOf, linkIn, openGround, type RoleQuery } from './ground.ts'

interface Ref {
  id: string
  name: string
}
interface Unit {
  team: Ref | null
  applications: number
  assets: number
  open: OpenBySeverity
  risk: number | null
  riskBefore: number | null
  topScore: number
  sla: SlaFigures
  mttr: MttrFigures
  link: Link
}

const MOST_MOVERS = 10

/** Risk over time and what drives it, by business unit (the team that owns), due dates and time to fix. Throws `future_day`. */
export async function cisoOverview(pool: Pool, query: RoleQuery, reader: Reader) {
  const ground = await openGround(pool, query, reader)
  const { window } = ground
  const applications = recordOf(ground)
  const teamOf = (id: string): string => window.posture.applications.get(id)?.teamId ?? 'none'
  const total = joined(applications, () => 'all')
  const { now, before } = endsOf(window, total, 'all')
  const { total: measured, groups } = measureBoth(window, ground.filter, 'team', reader)
  const teams = bySeverity(ground, { state: ['open'] }, 'team')
  const open = addedUp([...teams.values()])
  return {
    ...headOf(ground, total.knownSince),
    open,
    risk: { now, before, series: seriesOf(ground, open, total) },
    drivers: driversOf(ground, measured.sums, now !== null && before !== null ? now - before : null),
    movers: moversOf(ground, applications),
    byUnit: unitsOf(ground, groups, teams, joined(applications, teamOf)),
    figures: measured.figures,
  }
}

/** A group's risk at the window's end and before it, in points; null for days that were not recorded. */
function endsOf({ first, last }: Window, { lines, knownSince }: RecordedRisk, group: string) {
  const line = lines.get(group)
  return {
    now: knownSince > last ? null : tenth(line?.at(-1) ?? 0),
    before: knownSince >= first ? null : tenth(line?.[0] ?? 0),
  }
}

/** By application; the day before the window comes first. */
function recordOf({ window, filter, reader }: Ground): RecordedRisk {
  const days = { first: window.first - 1, last: window.last }
  return recordedRisk(select(window.posture, filter, reader), filter, 'application', days)
}

/** Lines added up to larger groups. */
function joined({ lines, knownSince }: RecordedRisk, groupOf: (id: string) => string): RecordedRisk {
  const sums = new Map<string, Float64Array>()
  for (const [id, line] of lines) {
    const sum = sums.get(groupOf(id))
    if (sum) for (let i = 0; i < line.length; i++) (sum[i] as number) += line[i] as number
    else sums.set(groupOf(id), Float64Array.from(line))
  }
  return { lines: sums, knownSince }
}

const addedUp = (all: readonly OpenBySeverity[]): OpenBySeverity =>
  all.reduce((sum, one) => {
    for (const name of SEVERITIES) sum[name] += one[name]
    return sum
  }, noneOpen())

const tenth = (points: number): number => Math.round(points * 10) / 10

function seriesOf({ window, filter, reader }: Ground, open: OpenBySeverity, record: RecordedRisk) {
  const scope = assetsIn(select(window.posture, filter, reader))
  const days = window.last - window.first + 1
  const end = new Date(window.to)
  const trend: TrendDay[] = trendOf(scope, { open, days, end, past: window.past !== undefined })
  const line = record.lines.get('all')
  return trend.map((day, i) => ({
    ...day,
    risk: record.knownSince > window.first + i ? null : tenth(line?.[i + 1] ?? 0),
  }))
}

/** Applications by how much their risk changed within the window, the largest change first. */
function moversOf(ground: Ground, record: RecordedRisk) {
  if (record.knownSince >= ground.window.first) return []
  const { applications } = ground.window.posture
  return [...record.lines]
    .map(([id, line]) => {
      const [risk, before] = [line.at(-1) ?? 0, line[0] ?? 0]
      const name = applications.get(id)?.name
      return {
        application: name === undefined ? null : { id, name },
        risk: tenth(risk),
        change: tenth(risk - before),
        link: linkIn(ground, { application: [id], state: ['open'] }),
      }
    })
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_MOVERS)
}

function unitsOf(
  ground: Ground,
  groups: readonly MeasuredGroup[],
  open: ReadonlyMap<string, OpenBySeverity>,
  record: RecordedRisk,
): Unit[] {
  const { window } = ground
  const owned = ownedBy(ground)
  const units = groups.map(({ id, label, figures, sums, link }) => {
    const { now, before } = endsOf(window, record, id)
    return {
      team: id === 'none' ? null : { id, name: label },
      applications: owned.get(id)?.applications.size ?? 0,
      assets: owned.get(id)?.assets ?? 0,
      open: open.get(id) ?? noneOpen(),
      risk: now,
      riskBefore: before,
      topScore: sums.topScore / 10,
      sla: figures.sla,
      mttr: figures.mttr,
      link,
    }
  })
  return units.sort((a, b) => (b.risk ?? 0) - (a.risk ?? 0))
}

function ownedBy({
  window,
  filter,
  reader,
}: Ground): Map<string, { applications: Set<string>; assets: number }> {
  const owned = new Map<string, { applications: Set<string>; assets: number }>()
  for (const { application } of assetsInScope(window.posture, filter, reader.visible)) {
    const id = application?.teamId ?? 'none'
    const known = owned.get(id) ?? { applications: new Set(), assets: 0 }
    owned.set(id, known)
    known.assets++
    if (application) known.applications.add(application.id)
  }
  return owned
}
