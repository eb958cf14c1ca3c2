import { SEVERITIES, type Severity, severityOfRank, severityRank } from '../../../model/severity.ts'
import type { Posture } from '../../posture-index/posture-index.ts'
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
  criticalOrHigh: number
  /** Open with a score of 70 or more. */
  top: number
  /** Kinds with open findings. */
  byKind: { kind: string; open: number }[]
  /** Applications with open findings, the highest score first. */
  byApplication: ApplicationPosture[]
}

const TOP_TENTHS = 700
const HIGH = severityRank('high')
const MOST_APPLICATIONS = 50

export const noneOpen = (): OpenBySeverity =>
  Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as OpenBySeverity

/** Sums over the open findings of some assets, in one pass. */
export function sumPosture({ cells }: Posture, scope: readonly AssetInScope[]): PostureSums {
  const open = noneOpen()
  const kinds = new Map<string, number>()
  const applications = new Map<string, ApplicationPosture>()
  const severities = cells.map((cell) => severityOfRank(cell.severity))
  const counts = new Uint32Array(cells.length)
  let [findings, top] = [0, 0]
  for (const { application, block } of scope) {
    if (!block) continue
    findings += block.size
    const sums = application && known(applications, application)
    counts.fill(0)
    let topScore = 0
    for (let row = 0; row < block.size; row++) {
      const cell = block.cells[row] as number
      if (cells[cell]?.state !== 'open') continue
      ;(counts[cell] as number)++
      const score = block.scores[row] as number
      if (score >= TOP_TENTHS) top++
      if (score > topScore) topScore = score
    }
    counts.forEach((count, cell) => {
      if (!count) return
      const [severity, kind] = [severities[cell] as Severity, cells[cell]?.kind ?? '']
      open[severity] += count
      kinds.set(kind, (kinds.get(kind) ?? 0) + count)
      if (sums) sums.open[severity] += count
    })
    if (sums) sums.topScore = Math.max(sums.topScore, topScore / 10)
  }
  return {
    findings,
    open,
    criticalOrHigh: SEVERITIES.filter((s) => severityRank(s) >= HIGH).reduce((n, s) => n + open[s], 0),
    top,
    byKind: [...kinds].map(([kind, count]) => ({ kind, open: count })).sort((a, b) => b.open - a.open),
    byApplication: [...applications.values()]
      .filter((a) => Object.values(a.open).some((count) => count > 0))
      .sort((a, b) => b.topScore - a.topScore || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_APPLICATIONS),
  }
}

function known(
  all: Map<string, ApplicationPosture>,
  { id, name }: { id: string; name: string },
): ApplicationPosture {
  const sums = all.get(id) ?? { id, name, open: noneOpen(), topScore: 0 }
  all.set(id, sums)
  return sums
}
