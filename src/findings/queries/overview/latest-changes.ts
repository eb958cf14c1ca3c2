import type { Pool, Tx } from '../../../platform/database.ts'

export interface Change {
  reportId: string
  asset: { id: string; name: string }
  tools: string[]
  /** ISO time at which it was applied. */
  at: string
  opened: number
  fixed: number
  moved: number
  merged: number
}

/**
 * What the latest reports up to a moment changed, newest first (their ids grow with time, and are an index); reports that changed nothing are
 * left out. `assets`: null = all.
 */
export async function latestChanges(db: Pool | Tx, assets: string[] | null, until: Date): Promise<Change[]> {
  const { rows } = await db.query<Omit<Change, 'at' | 'asset'> & { at: Date; assetId: string; name: string }>(
    `select r.id as "reportId", r.asset_id as "assetId", a.name, r.tools, coalesce(r.finished_at, r.uploaded_at) as at,
            (r.outcome->>'new')::int + (r.outcome->>'reopened')::int as opened, (r.outcome->>'fixed')::int as fixed,
            (r.outcome->>'moved')::int as moved, (r.outcome->>'merged')::int as merged
     from report r join asset a on a.id = r.asset_id
     where r.status = 'done' and ($1::uuid[] is null or r.asset_id = any($1))
       and coalesce(r.finished_at, r.uploaded_at) <= $2
       and (r.outcome->>'new')::int + (r.outcome->>'reopened')::int + (r.outcome->>'fixed')::int
           + (r.outcome->>'moved')::int + (r.outcome->>'merged')::int > 0
     order by r.id desc limit 10`,
    [assets, until],
  )
  return rows.map(({ assetId, name, at, ...row }) => ({
    ...row,
    asset: { id: assetId, name },
    at: at.toISOString(),
  }))
}
