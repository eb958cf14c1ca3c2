import { appendEvents } from '../../../findings/append-events.ts'
import type { Tx } from '../../../platform/database.ts'
import { takerOf } from './people-of.ts'
import type { Place } from './places.ts'

/**
 * Gives findings to the person or the team that a policy names, where they are nobody's or an earlier policy gave them: what a person said
 * stays. Nobody, and a name that is nobody's, take back what an earlier policy gave. Returns how many changed hands.
 */
export async function assignByPolicy(
  tx: Tx,
  place: Place,
  findings: readonly string[],
  who: string | null,
): Promise<number> {
  let changed = 0
  for (const [assignee, own] of await takerOf(tx, place, who, findings))
    changed += await give(tx, place.id, own, assignee)
  return changed
}

async function give(
  tx: Tx,
  asset: string,
  findings: readonly string[],
  assignee: string | null,
): Promise<number> {
  const { rows } = await tx.query<{ id: string; was: string | null }>(
    `with target as (
       select id, assignee as was from finding
       where asset_id = $1 and id = any($2::uuid[]) and assignee is distinct from $3
         and case when $3::text is null then assigned_by = 'policy' else assigned_by is distinct from 'person' end
     ), written as (
       update finding f set assignee = $3, assigned_by = case when $3::text is not null then 'policy' end
       from target t where f.asset_id = $1 and f.id = t.id
     )
     select id, was from target`,
    [asset, findings, assignee],
  )
  await appendEvents(
    tx,
    { asset, type: 'assigned', at: new Date(), actor: 'system' },
    rows.map(({ id, was }) => ({ finding: id, data: { from: was, to: assignee } })),
  )
  return rows.length
}
