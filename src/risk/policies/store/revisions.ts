import type { Pool, Tx } from '../../../platform/database.ts'

/** A text that a policy had; times ISO 8601. */
export interface Revision {
  revision: number
  text: string
  changedAt: string
  changedBy: string
  note: string
}

/** All texts of a policy, the newest first; none for one that comes with Stance. */
export async function readRevisions(db: Pool | Tx, policy: string): Promise<Revision[]> {
  const { rows } = await db.query<Omit<Revision, 'changedAt'> & { changedAt: Date }>(
    `select revision, text, note, changed_by as "changedBy", changed_at as "changedAt" from policy_version
     where policy_id = $1 order by revision desc`,
    [policy],
  )
  return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }))
}
