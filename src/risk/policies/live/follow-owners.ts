import type { Tx } from '../../../platform/database.ts'
import { assignByPolicy } from './assign-by-policy.ts'
import { readPlaces } from './places.ts'

/**
 * Lets what policies gave away follow: findings of owners, and those of people and teams whom nobody knew when they were given. Of all
 * findings of assets, or of those that this transaction wrote. What a person said stays, and rows that are right are not written. Returns how
 * many changed hands.
 */
export async function followOwners(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
): Promise<number> {
  const { rows } = await tx.query<{ asset: string; id: string; who: string }>(
    `with given as materialized (
       select o.id, e->>'value' as who from policy_outcome o cross join lateral jsonb_array_elements(o.effects) e
       where o.effects @> '[{"effect":"assign"}]' and e->>'effect' = 'assign'
     )
     select f.asset_id as asset, f.id, g.who from finding f join given g on g.id = f.policy_outcome
     where f.asset_id = any($1::uuid[]) and f.merged_into is null and f.state = 'open' and f.assigned_by is distinct from 'person'
       and (g.who = 'owner' or f.assigned_by is null)
       ${which === 'all' ? '' : 'and f.xmin = pg_current_xact_id()::xid'}`,
    [assets],
  )
  const given = Map.groupBy(rows, ({ asset }) => asset)
  const places = given.size > 0 ? await readPlaces(tx, [...given.keys()]) : []
  const namings = places.flatMap((place) =>
    [...Map.groupBy(given.get(place.id) ?? [], (row) => row.who)].map(([who, own]) => ({
      place,
      who,
      findings: own.map(({ id }) => id),
    })),
  )
  return assignByPolicy(tx, namings)
}
