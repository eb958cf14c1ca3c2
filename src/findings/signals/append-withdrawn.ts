import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

/** Says of fixed findings that what they were about was taken back, and why, where a feed's record says so. */
export async function appendWithdrawn(
  tx: Tx,
  { asset, findings, at }: { asset: string; findings: readonly string[]; at: Date },
): Promise<void> {
  const { rows } = await tx.query<{ finding: string; advisory: string; reason: string | null }>(
    `select distinct on (f.id) f.id as finding, a.id as advisory, a.withdrawn_reason as reason
     from finding f cross join unnest(f.advisories) as n (id) join advisory a on a.id = n.id
     where f.asset_id = $1 and f.id = any($2) and a.withdrawn is not null
       and not exists (select from unnest(f.advisories) as m (id) join advisory v on v.id = m.id where v.withdrawn is null)
     order by f.id, a.modified desc`,
    [asset, findings],
  )
  if (rows.length === 0) return
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, data)
     select $1, e.id, e.finding, $2, 'withdrawn', e.data from unnest($3::uuid[], $4::uuid[], $5::jsonb[]) as e (id, finding, data)`,
    [
      asset,
      at,
      rows.map(newId),
      rows.map(({ finding }) => finding),
      rows.map(({ advisory, reason }) => ({ advisory, reason })),
    ],
  )
}
