import type { Tx } from '../../platform/database.ts'
import type { Member } from './regroup.ts'

/** The observations of an asset that the rules decide about: seen now, and not split off by a person. */
export async function membersOf(tx: Tx, asset: string): Promise<Member[]> {
  const { rows } = await tx.query<Member>(
    `select o.id, o.finding_id as finding, o.reason->>'rule' = 'join' as joined
     from observation o where o.asset_id = $1 and o.present and not o.pinned order by o.id`,
    [asset],
  )
  return rows
}
