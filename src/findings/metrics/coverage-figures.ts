import { CLASSES, kindsOfFormats, OWED } from '../../inventory/estate/coverage.ts'
import type { AssetKind } from '../../model/asset.ts'
import { COVERAGE_CLASSES, type CoverageClass } from '../../model/coverage.ts'
import { DAY_MS } from '../../model/day.ts'
import { KINDS, type Kind } from '../../model/kind.ts'
import type { Pool } from '../../platform/database.ts'
import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { AssetInScope } from '../queries/overview/assets-in-scope.ts'
import { ratio } from './figures.ts'

export interface CoverageFigures {
  assets: number
  /** Every class of tools that its kind should have has looked. */
  covered: number
  share: number | null
  byClass: { class: CoverageClass; owed: number; looked: number; share: number | null }[]
}

/** Looked longer ago than this counts as not looked. */
export const FRESH_DAYS = 30

/**
 * How many of some assets the tools that their kind asks for looked at within 30 days of a moment (ms). A tool's class is told by its
 * report's format, by what it found in the asset, and by a list of packages; assets that are owed nothing are left out.
 */
export async function coverageFigures(
  pool: Pool,
  posture: Posture,
  scope: readonly AssetInScope[],
  moment: number,
): Promise<CoverageFigures> {
  const looks = await readLooks(pool, moment)
  const sums = new Map<CoverageClass, { owed: number; looked: number }>()
  let [assets, covered] = [0, 0]
  for (const one of scope) {
    const classes = OWED_MASKS[one.asset.kind]
    if (!classes) continue
    assets++
    const seen = seenKinds(posture, one, looks.get(one.asset.id))
    let all = true
    for (const [name, kinds] of classes) {
      const sum = sums.get(name) ?? { owed: 0, looked: 0 }
      sums.set(name, sum)
      sum.owed++
      if (seen & kinds) sum.looked++
      else all = false
    }
    if (all) covered++
  }
  const byClass = COVERAGE_CLASSES.flatMap((name) => {
    const sum = sums.get(name)
    return sum ? [{ class: name, ...sum, share: ratio(sum.looked, sum.owed) }] : []
  })
  return { assets, covered, share: ratio(covered, assets), byClass }
}

/** Kinds as bits, by their places in KINDS: they are asked for by the ten thousand. */
type Kinds = number

const bitsOf = (kinds: Iterable<Kind>): Kinds => {
  let bits = 0
  for (const kind of kinds) bits |= 1 << KINDS.indexOf(kind)
  return bits
}

/** By kind of asset: the classes of tools that it is owed, and the kinds that each of them is for. */
const OWED_MASKS: Partial<Record<AssetKind, [CoverageClass, Kinds][]>> = Object.fromEntries(
  Object.entries(OWED).map(([kind, classes]) => [kind, classes.map((name) => [name, bitsOf(CLASSES[name])])]),
)

interface Look {
  /** Kinds that its reports are about whatever they found. */
  kinds: Kinds
  tools: readonly string[]
}

/** By asset. Reports of a few tools are about thousands of assets: each combination of format and tools comes once. */
async function readLooks(pool: Pool, moment: number): Promise<Map<string, Look[]>> {
  const { rows } = await pool.query<{ format: string; tools: string[]; components: boolean; assets: string }>(
    // An asset comes once for each of its reports: telling them apart takes the database longer than sending them.
    `select coalesce(format, '') as format, tools, coalesce(components, 0) > 0 as components, string_agg(asset_id::text, ' ') as assets
     from report where status in ('done', 'unchanged') and observed_at > $1 and observed_at <= $2
     group by 1, 2, 3`,
    [new Date(moment - FRESH_DAYS * DAY_MS), new Date(moment)],
  )
  // All formats are loaded for it: only where there is a report to tell of.
  const formats = rows.length ? await kindsOfFormats() : new Map<string, readonly Kind[]>()
  const looks = new Map<string, Look[]>()
  for (const { format, tools, components, assets } of rows) {
    const kinds = bitsOf([...(formats.get(format) ?? []), ...(components ? ['dependency' as const] : [])])
    const look = { kinds, tools }
    for (const asset of assets.split(' ')) {
      const known = looks.get(asset)
      if (!known) looks.set(asset, [look])
      else if (known.at(-1) !== look) known.push(look)
    }
  }
  return looks
}

function seenKinds({ cells }: Posture, { block }: AssetInScope, looks: readonly Look[] | undefined): Kinds {
  if (!looks) return 0
  let seen = 0
  const found = block && kindsByTool(block, cells)
  for (const { kinds, tools } of looks) {
    seen |= kinds
    if (found) for (const tool of tools) seen |= found.get(tool) ?? 0
  }
  return seen
}

const kept = new WeakMap<Block, Map<string, Kinds>>()

/** What each tool found in an asset. Kept with the block. */
export function kindsByTool(block: Block, cells: readonly Cell[]): ReadonlyMap<string, Kinds> {
  const known = kept.get(block)
  if (known) return known
  const made = new Map<string, Kinds>()
  for (const code of summaryOf(block).cells) {
    const { kind, tools } = cells[code] as Cell
    for (const tool of tools) made.set(tool, (made.get(tool) ?? 0) | bitsOf([kind]))
  }
  kept.set(block, made)
  return made
}
