import type { Tx } from '../../platform/database.ts'
import { membersOf } from './members.ts'
import type { MergeRules } from './merge-rules.ts'
import { regroup } from './regroup.ts'
import { replay } from './replay.ts'

/** A finding as a preview names it. */
export interface Named {
  id: string
  title: string
  location: string
  tools: string[]
  asset: { id: string; name: string }
}

export interface RulesPreview {
  /** Assets looked at, and all that hold findings of several observations or could. */
  assets: { replayed: number; total: number }
  /** How many findings would be merged away, and how many new ones would split off. */
  merged: number
  split: number
  /** The first of each; the counts have all. */
  merges: Named[][]
  splits: { finding: Named; parts: number }[]
}

const MOST_SHOWN = 100

/**
 * What other rules would make of the stored observations of some assets: nothing is changed. Replays asset by asset until `deadline`
 * (ms since 1970), and says how many it came to.
 */
export async function previewRules(
  tx: Tx,
  assets: readonly string[],
  rules: MergeRules,
  deadline: number,
): Promise<RulesPreview> {
  const preview: RulesPreview = {
    assets: { replayed: 0, total: assets.length },
    merged: 0,
    split: 0,
    merges: [],
    splits: [],
  }
  for (const asset of assets) {
    if (Date.now() > deadline) break
    const { merges, splits } = regroup(await membersOf(tx, asset), await replay(tx, asset, rules))
    preview.assets.replayed++
    preview.merged += merges.reduce((sum, findings) => sum + findings.length - 1, 0)
    preview.split += splits.reduce((sum, { leaving }) => sum + leaving.length, 0)
    const shownMerges = merges.slice(0, MOST_SHOWN - preview.merges.length)
    const shownSplits = splits.slice(0, MOST_SHOWN - preview.splits.length)
    const names = await namesOf(tx, asset, [
      ...shownMerges.flat(),
      ...shownSplits.map(({ finding }) => finding),
    ])
    preview.merges.push(...shownMerges.map((ids) => ids.flatMap((id) => names.get(id) ?? [])))
    for (const { finding, leaving } of shownSplits) {
      const named = names.get(finding)
      if (named) preview.splits.push({ finding: named, parts: leaving.length + 1 })
    }
  }
  return preview
}

async function namesOf(tx: Tx, asset: string, ids: string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<Omit<Named, 'asset'> & { asset: string }>(
    `select f.id, f.title, f.place as location, f.tools, a.name as asset
     from finding f join asset a on a.id = $1 where f.asset_id = $1 and f.id = any($2::uuid[])`,
    [asset, ids],
  )
  return new Map(rows.map((row) => [row.id, { ...row, asset: { id: asset, name: row.asset } }]))
}
