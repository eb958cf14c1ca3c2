import type { Tx } from '../../platform/database.ts'
import type { Matches } from './find-matches.ts'

export interface MatchRun {
  at: Date
  components: number
  matches: number
  unreadable: number
  gitRanges: number
  unreadableSamples: Matches['unreadable']
  /** See `Matches`. */
  content: string
}

interface Where {
  asset: string
  branch: string
}

const SAMPLES = 20

/** How an asset's packages on a branch last compared with what is known. */
export async function lastRun(tx: Tx, { asset, branch }: Where): Promise<MatchRun | undefined> {
  const { rows } = await tx.query<MatchRun>(
    `select at, components, matches, unreadable, git_ranges as "gitRanges", unreadable_samples as "unreadableSamples", content
     from match_run where asset_id = $1 and branch = $2`,
    [asset, branch],
  )
  return rows[0]
}

export async function recordRun(
  tx: Tx,
  { asset, branch }: Where,
  { components, matches, further, unreadable, gitRanges, content }: Matches,
): Promise<void> {
  await tx.query(
    `insert into match_run (asset_id, branch, at, components, matches, unreadable, git_ranges, unreadable_samples, content)
     values ($1, $2, now(), $3, $4, $5, $6, $7, $8)
     on conflict (asset_id, branch) do update
       set at = now(), components = excluded.components, matches = excluded.matches, unreadable = excluded.unreadable,
           git_ranges = excluded.git_ranges, unreadable_samples = excluded.unreadable_samples, content = excluded.content`,
    [
      asset,
      branch,
      components,
      matches.length + further.length,
      unreadable.length,
      gitRanges,
      JSON.stringify(unreadable.slice(0, SAMPLES)),
      content,
    ],
  )
}
