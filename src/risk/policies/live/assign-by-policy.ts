import { appendEventsAt } from '../../../findings/append-events.ts'
import { SAME_STATE } from '../../../findings/same-state.ts'
import type { Tx } from '../../../platform/database.ts'
import { type Naming, takersOf } from './people-of.ts'

/**
 * Gives findings to the person or the team that a policy names, where they are nobody's or an earlier policy gave them: what a person said
 * stays. Nobody, and a name that is nobody's, take back what an earlier policy gave. Of any number of assets at once. Returns how many changed
 * hands.
 */
export async function assignByPolicy(tx: Tx, namings: readonly Naming[]): Promise<number> {
  const takers = await takersOf(tx, namings)
  if (takers.length === 0) return 0
  const { rows } = await tx.query<{ asset: string; id: string; was: string | null; assignee: string | null }>(
    `with target as materialized (
       select f.asset_id, f.id, f.assignee as was, t.assignee
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as t (asset, id, assignee)
       join finding f on f.asset_id = t.asset and f.id = t.id
       where f.assignee is distinct from t.assignee
         and case when t.assignee is null then f.assigned_by = 'policy' else f.assigned_by is distinct from 'person' end
     ), written as (
       update finding f set ${SAME_STATE}, assignee = t.assignee, assigned_by = case when t.assignee is not null then 'policy' end
       from target t where f.asset_id = t.asset_id and f.id = t.id
     )
     select asset_id as asset, id, was, assignee from target`,
    [
      takers.map(({ asset }) => asset),
      takers.map(({ finding }) => finding),
      takers.map(({ assignee }) => assignee),
    ],
  )
  await appendEventsAt(
    tx,
    { type: 'assigned', at: new Date(), actor: 'system' },
    rows.map(({ asset, id, was, assignee }) => ({ asset, finding: id, data: { from: was, to: assignee } })),
  )
  return rows.length
}
