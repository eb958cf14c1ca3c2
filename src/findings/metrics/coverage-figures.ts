import { CLASSES, kindsOfFormats, OWED } from '../../inventory/estate/coverage.ts'
import { COVERAGE_CLASSES, type CoverageClass } from '../../model/coverage.ts'
import { DAY_MS } from '../../model/day.ts'
import type { Kind } from '../../model/kind.ts'
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
  const owed = new Map<CoverageClass, { owed: number; looked: number }>()
  let [assets, covered] = [0, 0]
  for (const one of scope) {
    const classes = OWED[one.asset.kind]
    if (!classes) continue
    assets++
    const seen = seenKinds(posture, one, looks.get(one.asset.id) ?? [])
    let all = true
    for (const name of classes) {
      const sum = owed.get(name) ?? { owed: 0, looked: 0 }
      owed.set(name, sum)
      sum.owed++
      if (CLASSES[name].some((kind) => seen.has(kind))) sum.looked++
      else all = false
    }
    if (all) covered++
  }
  const byClass = COVERAGE_CLASSES.flatMap((name) => {
    const sum = owed.get(name)
    return sum ? [{ class: name, ...sum, share: ratio(sum.looked, sum.owed) }] : []
  })
  return { assets, covered, share: ratio(covered, assets), byClass }
}

interface Look {
  /** Kinds that its reports are about whatever they found. */
  kinds: ReadonlySet<Kind>
  tools: readonly string[]
}

/** By asset. Reports of a few tools are about thousands of assets: each combination of format and tools comes once. */
async function readLooks(pool: Pool, moment: number): Promise<Map<string, Look[]>> {
  const { rows } = await pool.query<{ format: string; tools: string[]; components: boolean; assets: string }>(
    `select format, tools, components, string_agg(asset_id::text, ' ') as assets
     from (select distinct asset_id, coalesce(format, '') as format, tools, coalesce(components, 0) > 0 as components from report
           where status in ('done', 'unchanged') and observed_at > $1 and observed_at <= $2) r
     group by 1, 2, 3`,
    [new Date(moment - FRESH_DAYS * DAY_MS), new Date(moment)],
  )
  // All formats are loaded for it: only where there is a report to tell of.
  const formats = rows.length ? await kindsOfFormats() : new Map<string, readonly Kind[]>()
  const looks = new Map<string, Look[]>()
  for (const { format, tools, components, assets } of rows) {
    const kinds = new Set<Kind>([
      ...(formats.get(format) ?? []),
      ...(components ? ['dependency' as const] : []),
    ])
    const look = { kinds, tools }
    for (const asset of assets.split(' ')) {
      const known = looks.get(asset)
      if (known) known.push(look)
      else looks.set(asset, [look])
    }
  }
  return looks
}

function seenKinds({ cells }: Posture, { block }: AssetInScope, looks: readonly Look[]): Set<Kind> {
  const seen = new Set<Kind>()
  const found = block && looks.length ? kindsByTool(block, cells) : undefined
  for (const { kinds, tools } of looks) {
    for (const kind of kinds) seen.add(kind)
    for (const tool of tools) for (const kind of found?.get(tool) ?? []) seen.add(kind)
  }
  return seen
}

const kept = new WeakMap<Block, Map<string, Set<Kind>>>()

/** What each tool found in an asset, by kind. Kept with the block. */
export function kindsByTool(block: Block, cells: readonly Cell[]): ReadonlyMap<string, ReadonlySet<Kind>> {
  const known = kept.get(block)
  if (known) return known
  const made = new Map<string, Set<Kind>>()
  for (const code of summaryOf(block).cells) {
    const { kind, tools } = cells[code] as Cell
    for (const tool of tools) made.set(tool, (made.get(tool) ?? new Set()).add(kind))
  }
  kept.set(block, made)
  return made
}
