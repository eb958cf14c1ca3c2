import { linkTo } from '../../findings/metrics/figures.ts'
import { measure, measureTotal } from '../../findings/metrics/read-metrics.ts'
import { slicer } from '../../findings/metrics/slicer.ts'
import { tally } from '../../findings/metrics/tally.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import { noneOpen } from '../../findings/queries/overview/sum-posture.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import { select } from '../../findings/queries/selection.ts'
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
  const total = measureTotal(window, filter, reader)
  return {
    ...headOf(ground, Number.NEGATIVE_INFINITY),
    mine: {
      ...(await listIn(ground, mine, LISTED)),
      overdue: own.figures.sla.overdue,
      dueSoon: own.figures.sla.dueSoon,
    },
    repositories: repositoriesOf(ground),
    fixFirst: await listIn(ground, first, LISTED),
    fixable: countIn(ground, { ...first, fixable: true }),
    fixed: {
      count: total.figures.fixed,
      link: linkIn(ground, { state: ['fixed'], fixedSince: new Date(window.from).toISOString() }),
    },
    mttr: total.figures.mttr,
  }
}

/** Those with the most open risk, with their figures: of tens of thousands only of those that are shown. */
function repositoriesOf(ground: Ground) {
  const { window, filter, reader } = ground
  const asset = riskiestRepositories(ground)
  const shown = { ...filter, asset }
  const open = bySeverity({ ...ground, filter: shown }, { state: ['open'] }, 'asset')
  const measured = new Map(measure(window, shown, 'asset', reader).groups.map((group) => [group.id, group]))
  const behind = { from: window.from, ...(window.past !== undefined && { asOf: window.past }) }
  return asset.flatMap((id) => {
    const group = measured.get(id)
    if (!group) return []
    const { label, sums } = group
    return {
      asset: { id, name: label },
      open: open.get(id) ?? noneOpen(),
      risk: sums.risk / 10,
      topScore: sums.topScore / 10,
      newInWindow: sums.opened,
      fixedInWindow: sums.fixed,
      link: linkTo({ ...behind, filter: { ...filter, asset: [id] } }, { state: ['open'] }),
    }
  })
}

function riskiestRepositories({ window, filter, reader }: Ground): string[] {
  const { assets } = window.posture
  const byAsset = { slice: 'asset' as const, slicer: slicer(window, 'asset') }
  const all = { slice: undefined, slicer: slicer(window, undefined) }
  const tallies = tally(select(window.posture, filter, reader), byAsset, all)
  return byAsset.slicer.groups
    .map(({ id, label }, n) => ({ id, label, risk: tallies[n]?.[0]?.risk ?? 0 }))
    .filter(({ id }) => assets.get(id)?.kind === 'repository')
    .sort((a, b) => b.risk - a.risk || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_REPOSITORIES)
    .map(({ id }) => id)
}
