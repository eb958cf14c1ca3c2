import { CLASSES, kindsOfFormats, OWED } from '../../inventory/estate/coverage.ts'
import { COVERAGE_CLASSES, type CoverageClass } from '../../model/coverage.ts'
import { DAY_MS } from '../../model/day.ts'
import type { Kind } from '../../model/kind.ts'
import type { Pool } from '../../platform/database.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
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
  // All formats are loaded for it: only where there is a report to tell of.
  const formats = looks.size ? await kindsOfFormats() : new Map<string, readonly Kind[]>()
  const owed = new Map<CoverageClass, { owed: number; looked: number }>()
  let [assets, covered] = [0, 0]
  for (const one of scope) {
    const classes = OWED[one.asset.kind]
    if (!classes) continue
    assets++
    const seen = seenKinds(posture, one, looks.get(one.asset.id) ?? [], formats)
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
  format: string
  tools: string[]
  components: boolean
}

async function readLooks(pool: Pool, moment: number): Promise<Map<string, Look[]>> {
  const { rows } = await pool.query<Look & { asset: string }>(
    `select asset_id as asset, coalesce(format, '') as format, tools, bool_or(components > 0) as components from report
     where status in ('done', 'unchanged') and observed_at > $1 and observed_at <= $2 group by 1, 2, 3`,
    [new Date(moment - FRESH_DAYS * DAY_MS), new Date(moment)],
  )
  const looks = new Map<string, Look[]>()
  for (const { asset, ...look } of rows) looks.set(asset, [...(looks.get(asset) ?? []), look])
  return looks
}

function seenKinds(
  { cells }: Posture,
  { block }: AssetInScope,
  looks: readonly Look[],
  formats: ReadonlyMap<string, readonly Kind[]>,
): Set<Kind> {
  const seen = new Set<Kind>()
  const tools = new Set<string>()
  for (const look of looks) {
    for (const kind of formats.get(look.format) ?? []) seen.add(kind)
    if (look.components) seen.add('dependency')
    for (const tool of look.tools) tools.add(tool)
  }
  if (block && tools.size)
    for (const code of summaryOf(block).cells) {
      const cell = cells[code]
      if (cell && !seen.has(cell.kind) && cell.tools.some((tool) => tools.has(tool))) seen.add(cell.kind)
    }
  return seen
}
