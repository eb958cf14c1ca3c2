import type { Noise } from '../../../model/noise.ts'
import { SEVERITIES, type Severity, severityRank } from '../../../model/severity.ts'
import type { Posture } from '../../posture-index/posture-index.ts'
import { unitSummary } from '../../posture-index/unit-summary.ts'
import { unitsOf } from '../../posture-index/units.ts'
import type { AssetInScope } from './assets-in-scope.ts'

export type OpenBySeverity = Record<Severity, number>

export interface ApplicationPosture {
  id: string
  name: string
  open: OpenBySeverity
  /** 0–100. */
  topScore: number
}

export interface PostureSums {
  findings: number
  open: OpenBySeverity
  /** Open and not marked as noise. */
  signal: number
  /** Open findings by what marks them as noise, most first. */
  noise: { reason: Noise; open: number }[]
  /** Of the signal. */
  criticalOrHigh: number
  /** Open with a score of TOP_SCORE or more. */
  top: number
  /** Kinds with open findings. */
  byKind: { kind: string; open: number }[]
  /** Applications with open findings, the highest score first. */
  byApplication: ApplicationPosture[]
}

const HIGH = severityRank('high')
const MOST_APPLICATIONS = 50

export const noneOpen = (): OpenBySeverity =>
  Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as OpenBySeverity

/** Sums over the open findings of some assets, from what is kept with each application. */
export function sumPosture({ cells: cellsOf }: Posture, scope: readonly AssetInScope[]): PostureSums {
  const rankIfOpen = Int8Array.from(cellsOf, (cell) => (cell.state === 'open' ? cell.severity : -1))
  const perCell = new Uint32Array(cellsOf.length)
  const applications: ApplicationSums[] = []
  let [findings, top] = [0, 0]
  for (const { unit, first } of unitsOf(scope, 'application')) {
    const { id, name } = first.application ?? { id: '', name: '' }
    const sums = newSums(id, name)
    // What belongs to no application counts, but not as one.
    if (id) applications.push(sums)
    const { cells: codes, counts, topScores, tops } = unitSummary(unit)
    for (let n = 0; n < codes.length; n++) {
      const cell = codes[n] as number
      if (!cellsOf[cell]?.absent) findings += counts[n] as number
      const rank = rankIfOpen[cell] as number
      if (rank < 0) continue
      ;(perCell[cell] as number) += counts[n] as number
      ;(sums.byRank[rank] as number) += counts[n] as number
      top += tops[n] as number
      sums.topScore = Math.max(sums.topScore, topScores[n] as number)
    }
  }
  const byRank = new Uint32Array(6)
  const kinds = new Map<string, number>()
  const reasons = new Map<Noise, number>()
  let [signal, criticalOrHigh] = [0, 0]
  cellsOf.forEach(({ kind, severity, noise }, cell) => {
    const count = perCell[cell] as number
    if (!count) return
    ;(byRank[severity] as number) += count
    kinds.set(kind, (kinds.get(kind) ?? 0) + count)
    for (const reason of noise) reasons.set(reason, (reasons.get(reason) ?? 0) + count)
    if (noise.length > 0) return
    signal += count
    if (severity >= HIGH) criticalOrHigh += count
  })
  return {
    findings,
    open: bySeverity(byRank),
    signal,
    noise: [...reasons].map(([reason, open]) => ({ reason, open })).sort((a, b) => b.open - a.open),
    criticalOrHigh,
    top,
    byKind: [...kinds].map(([kind, open]) => ({ kind, open })).sort((a, b) => b.open - a.open),
    byApplication: worstFirst(applications),
  }
}

interface ApplicationSums {
  id: string
  name: string
  /** Open findings, by rank of severity. */
  byRank: Uint32Array
  /** Tenths. */
  topScore: number
}

const newSums = (id: string, name: string): ApplicationSums => ({
  id,
  name,
  byRank: new Uint32Array(6),
  topScore: 0,
})

const bySeverity = (byRank: Uint32Array): OpenBySeverity =>
  Object.fromEntries(SEVERITIES.map((s) => [s, byRank[severityRank(s)] ?? 0])) as OpenBySeverity

const worstFirst = (all: readonly ApplicationSums[]): ApplicationPosture[] =>
  all
    .filter(({ byRank }) => byRank.some((count) => count > 0))
    .sort((a, b) => b.topScore - a.topScore || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_APPLICATIONS)
    .map(({ id, name, byRank, topScore }) => ({
      id,
      name,
      open: bySeverity(byRank),
      topScore: topScore / 10,
    }))
