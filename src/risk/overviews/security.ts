import { measureTotal } from '../../findings/metrics/read-metrics.ts'
import { slicer } from '../../findings/metrics/slicer.ts'
import { tally } from '../../findings/metrics/tally.ts'
import { windowOf } from '../../findings/metrics/window.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import { noneOpen } from '../../findings/queries/overview/sum-posture.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import { select } from '../../findings/queries/selection.ts'
import { DAY_MS } from '../../model/day.ts'
import type { Kind } from '../../model/kind.ts'
import { TOP_SCORE } from '../../model/top-score.ts'
import type { Pool } from '../../platform/database.ts'
import {
  bySeverity,
  countIn,
  type Ground,
  headOf,
  linkIn,
  listIn,
  openGround,
  type RoleQuery,
} from './ground.ts'

const LISTED = 10

/** The queue, what came today, which policies fire. Throws `future_day`. */
export async function securityOverview(pool: Pool, query: RoleQuery, reader: Reader) {
  const ground = await openGround(pool, query, reader)
  const { window, filter } = ground
  const open: FindingFilter = { state: ['open'] }
  const queue: FindingFilter = { ...open, noise: ['none'], assignee: ['none'] }
  const dayStart = new Date(window.last * DAY_MS).toISOString()
  const today: FindingFilter = { since: dayStart }
  const total = measureTotal(window, filter, reader)
  const onDay = measureTotal(windowOf(window, 1), filter, reader)
  return {
    ...headOf(ground, Number.NEGATIVE_INFINITY),
    queue: await listIn(ground, queue, LISTED),
    newToday: {
      ...(await listIn(ground, today, LISTED)),
      bySeverity: bySeverity(ground, today, undefined).get('all') ?? noneOpen(),
    },
    reopenedToday: { count: onDay.figures.reopened, link: null },
    fixedToday: countIn(ground, { state: ['fixed'], fixedSince: dayStart }),
    exploited: countIn(ground, { ...open, knownExploited: true }),
    top: countIn(ground, { ...open, minScore: TOP_SCORE }),
    sla: total.figures.sla,
    ...(window.past === undefined && { policies: firing(ground) }),
    byKind: kindsOf(ground),
    agreement: total.figures.agreement,
  }
}

/** Rules of policies that hold for open findings now, those with most findings first. */
function firing(ground: Ground) {
  const { posture } = ground.window
  const counts = new Map<string, { policy: string; rule: string; effect: string; findings: number }>()
  const perOutcome = countOutcomes(ground)
  posture.outcomes.forEach((outcome, id) => {
    const findings = perOutcome[id] ?? 0
    if (!outcome || findings === 0) return
    for (const { policy, rule, effect } of outcome.effects) {
      const key = `${policy}/${rule}/${effect}`
      const known = counts.get(key) ?? { policy, rule, effect, findings: 0 }
      counts.set(key, known)
      known.findings += findings
    }
  })
  return [...counts.values()]
    .sort((a, b) => b.findings - a.findings || (a.policy < b.policy ? -1 : 1))
    .map((one) => ({
      ...one,
      link: linkIn(ground, { state: ['open'], policyRule: [`${one.policy}/${one.rule}`] }),
    }))
}

function countOutcomes({ window, filter, reader }: Ground): number[] {
  const { blocks, cellFails } = select(window.posture, { ...filter, state: ['open'] }, reader)
  const counts: number[] = new Array(window.posture.outcomes.length).fill(0)
  for (const { block, fails } of blocks) {
    if (fails) continue
    for (let row = 0; row < block.size; row++)
      if (cellFails[block.cells[row] as number] === 0) (counts[block.outcomes[row] as number] as number)++
  }
  return counts
}

function kindsOf(ground: Ground) {
  const { window, filter, reader } = ground
  const rows = { slice: 'kind' as const, slicer: slicer(window, 'kind') }
  const all = { slice: undefined, slicer: slicer(window, undefined) }
  const tallies = tally(select(window.posture, { ...filter, state: ['open'] }, reader), rows, all)
  return rows.slicer.groups
    .map(({ id }, n) => ({
      kind: id as Kind,
      open: tallies[n]?.[0]?.count ?? 0,
      link: linkIn(ground, { kind: [id as Kind], state: ['open'] }),
    }))
    .filter(({ open }) => open > 0)
    .sort((a, b) => b.open - a.open)
}
