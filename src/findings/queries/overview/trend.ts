import { DAY_MS } from '../../../model/day.ts'
import { SEVERITIES, severityRank } from '../../../model/severity.ts'
import { keptOf } from '../../posture-index/kept-of.ts'
import { type Unit, unitsOf } from '../../posture-index/units.ts'
import type { AssetInScope } from './assets-in-scope.ts'
import type { OpenBySeverity } from './sum-posture.ts'

export interface TrendDay {
  /** ISO date, UTC. */
  day: string
  /** Open at its end. */
  open: OpenBySeverity
  /** Found for the first time, or again after they were fixed. */
  opened: number
  fixed: number
}

const RANKS = SEVERITIES.length

/**
 * The last `days` days up to a moment, of some assets: from what is open, each day's change is taken back. `past`: not today, where the
 * line ends at what was recorded by then, as it passes that day when it is drawn up to today. What is open as of that day (`open`) is told
 * by today's severities, and is without what became part of other findings since: the days before would not come to nothing.
 */
export function trendOf(
  scope: readonly AssetInScope[],
  { open, days, end, past }: { open: OpenBySeverity; days: number; end: Date; past: boolean },
): TrendDay[] {
  const last = Math.floor(end.getTime() / DAY_MS)
  const { openDeltas, opened, fixed } = sumDays(scope, last, days, past)
  const left = past ? recordedBy(scope, last) : SEVERITIES.map((severity) => open[severity])
  const trend: TrendDay[] = []
  for (let ago = 0; ago < days; ago++) {
    trend.push({
      day: new Date((last - ago) * DAY_MS).toISOString().slice(0, 10),
      open: Object.fromEntries(SEVERITIES.map((severity, i) => [severity, left[i]])) as OpenBySeverity,
      opened: opened[ago] as number,
      fixed: fixed[ago] as number,
    })
    SEVERITIES.forEach((severity, i) => {
      ;(left[i] as number) -= openDeltas[ago * RANKS + severityRank(severity)] as number
    })
  }
  return trend.reverse()
}

/** Open at the end of a day by what was recorded up to it, in the order of the severities. */
function recordedBy(scope: readonly AssetInScope[], last: number): number[] {
  const sums = SEVERITIES.map(() => 0)
  for (const { days: asset } of scope)
    asset?.days.forEach((day, i) => {
      const place = RANKS - 1 - (asset.severities[i] as number)
      if (day <= last) (sums[place] as number) += asset.openDeltas[i] as number
    })
  return sums
}

/** By how many days ago; `openDeltas` also by rank. */
interface DaySums {
  openDeltas: Int32Array
  opened: Int32Array
  fixed: Int32Array
}

const none = (days: number): DaySums => ({
  openDeltas: new Int32Array(days * RANKS),
  opened: new Int32Array(days),
  fixed: new Int32Array(days),
})

const ofUnits = new WeakMap<Unit, Map<string, DaySums>>()
// Windows that are kept for each team: the overviews' and a few more.
const MOST = 6

/** A report dated later than the end of today in UTC counts as today's; of a past day what came later is left out. */
function sumDays(scope: readonly AssetInScope[], last: number, days: number, past: boolean): DaySums {
  const sums = none(days)
  for (const { unit } of unitsOf(scope, 'team')) {
    const own = keptOf(ofUnits, unit, `${last} ${days} ${past}`, {
      most: MOST,
      make: () => sumOf(unit, last, days, past),
    })
    for (const name of ['openDeltas', 'opened', 'fixed'] as const) addAll(sums[name], own[name])
  }
  return sums
}

function addAll(to: Int32Array, from: Int32Array): void {
  for (let i = 0; i < to.length; i++) (to[i] as number) += from[i] as number
}

function sumOf({ members }: Unit, last: number, days: number, past: boolean): DaySums {
  const { openDeltas, opened, fixed } = none(days)
  for (const { days: asset } of members) {
    if (!asset) continue
    for (let i = 0; i < asset.days.length; i++) {
      const since = last - (asset.days[i] as number)
      const ago = Math.max(0, since)
      if (ago >= days || (past && since < 0)) continue
      ;(openDeltas[ago * RANKS + (asset.severities[i] as number)] as number) += asset.openDeltas[i] as number
      ;(opened[ago] as number) += asset.opened[i] as number
      ;(fixed[ago] as number) += asset.fixed[i] as number
    }
  }
  return { openDeltas, opened, fixed }
}
