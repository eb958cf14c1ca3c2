import { COVERAGES, EFFORTS, type Evaluation } from './evaluate.ts'
import type { Snapshot } from './read-feeds.ts'

const percent = (share: number): string => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1)).padStart(7)
const HEAD = `${''.padEnd(16)}${EFFORTS.map((effort) => `top ${100 * effort} %`.padStart(9)).join('')}   effort for ${COVERAGES.map((c) => `${100 * c} %`).join(', ')}`

export function printEvaluation(
  snapshot: Snapshot,
  before: Snapshot | undefined,
  { after, until }: { after: string; until: string },
  made: readonly Evaluation[],
  isRolling: boolean,
): void {
  if (isRolling) {
    printLine(after, made)
    return
  }
  console.log(
    `\nEPSS of ${snapshot.day}${before ? `, trend against ${before.day}` : ''}; to be found: added to KEV after ${after}, up to ${until}.`,
  )
  for (const view of made) {
    console.log(
      `\n${view.universe === 'all' ? 'All CVEs with an EPSS score' : 'Of these, those with a CVSS rating by then'}, listed ones ${view.listed}: ${view.size} CVEs, ${view.positives} to be found`,
    )
    if (view.positives === 0) continue
    console.log(HEAD)
    for (const { name, recall, effort } of view.found)
      console.log(
        `${name.padEnd(16)}${recall.map((share) => `${percent(share)} %`).join('')}   ${effort.map((share) => `${percent(share)} %`).join(' ')}`,
      )
  }
  console.log(
    '\nPublished, for comparison: CVSS v3 at its best threshold covers 32 % at 14 % effort, EPSS v3 68 % at 3.5 %.',
  )
}

/** One date of many: what EPSS and Stance find. */
function printLine(after: string, made: readonly Evaluation[]): void {
  const parts = made
    .filter(({ universe }) => universe === 'all')
    .map(({ listed, positives, found }) => {
      const of = (name: string) =>
        found
          .find((one) => one.name === name)
          ?.recall.map(percent)
          .join('') ?? ''
      return `${listed.padEnd(9)} ${String(positives).padStart(3)}  EPSS${of('EPSS alone')}  Stance${of('Stance')}`
    })
  console.log(`${after}  ${parts.join('  | ')}`)
}

/** Means over all dates, and on how many a ranking finds less than EPSS alone. */
export function printSums(runs: readonly Evaluation[][]): void {
  for (const [n, view] of (runs[0] ?? []).entries()) {
    const dates = runs.flatMap((run) => (run[n]?.positives ? [run[n]] : []))
    if (dates.length === 0) continue
    console.log(
      `\n${dates.length} dates, ${view.universe === 'all' ? 'all CVEs' : 'rated CVEs'}, listed ones ${view.listed}: mean recall; on how many dates below EPSS alone`,
    )
    for (const [m, { name }] of view.found.entries()) {
      const shares = EFFORTS.map((_, e) => {
        const recalls = dates.map(({ found }) => found[m]?.recall[e] ?? 0)
        const epss = dates.map(({ found }) => found.find((one) => one.name === 'EPSS alone')?.recall[e] ?? 0)
        const below = recalls.filter((recall, at) => recall < (epss[at] as number) - 1e-9).length
        return `${percent(recalls.reduce((sum, one) => sum + one, 0) / dates.length)} % ${String(below).padStart(3)}`
      })
      console.log(`${name.padEnd(16)}${shares.join('  ')}`)
    }
  }
}
