import { linkTo } from '../../findings/metrics/figures.ts'
import { type MeasuredGroup, measureBoth, measureTotal } from '../../findings/metrics/read-metrics.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import { noneOpen } from '../../findings/queries/overview/sum-posture.ts'
import type { Reader } from '../../findings/queries/reader.ts'
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
const MOST_REPOSITORIES = 20

/** What is mine, how my repositories stand, what to fix first. Throws `future_day`. */
export async function developerOverview(pool: Pool, query: RoleQuery, reader: Reader) {
  const ground = await openGround(pool, query, reader)
  const { window, filter } = ground
  const open: FindingFilter = { state: ['open'] }
  const mine: FindingFilter = { ...open, assignee: ['me'] }
  const first: FindingFilter = { ...open, noise: ['none'] }
  const own = measureTotal(window, { ...filter, assignee: ['me'] }, reader)
  const { total, groups: byAsset } = measureBoth(window, filter, 'asset', reader)
  return {
    ...headOf(ground, Number.NEGATIVE_INFINITY),
    mine: {
      ...(await listIn(ground, mine, LISTED)),
      overdue: own.figures.sla.overdue,
      dueSoon: own.figures.sla.dueSoon,
    },
    repositories: repositoriesOf(ground, byAsset),
    fixFirst: await listIn(ground, first, LISTED),
    fixable: countIn(ground, { ...first, fixable: true }),
    fixed: {
      count: total.figures.fixed,
      link: linkIn(ground, { state: ['fixed'], fixedSince: new Date(window.from).toISOString() }),
    },
    mttr: total.figures.mttr,
  }
}

function repositoriesOf(ground: Ground, groups: readonly MeasuredGroup[]) {
  const { window, filter } = ground
  const { assets } = window.posture
  const shown = groups
    .filter(({ id }) => assets.get(id)?.kind === 'repository')
    .sort((a, b) => b.sums.risk - a.sums.risk || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_REPOSITORIES)
  const open = bySeverity(
    { ...ground, filter: { ...filter, asset: shown.map(({ id }) => id) } },
    { state: ['open'] },
    'asset',
  )
  const behind = { from: window.from, ...(window.past !== undefined && { asOf: window.past }) }
  return shown.map(({ id, label, sums }) => ({
    asset: { id, name: label },
    open: open.get(id) ?? noneOpen(),
    risk: sums.risk / 10,
    topScore: sums.topScore / 10,
    newInWindow: sums.opened,
    fixedInWindow: sums.fixed,
    link: linkTo({ ...behind, filter: { ...filter, asset: [id] } }, { state: ['open'] }),
  }))
}
