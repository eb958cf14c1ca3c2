import { assetsChanged } from '../../../inventory/context.ts'
import type { Tx } from '../../../platform/database.ts'

/**
 * Somebody whom policies or owners' files may name is there, or is called differently: assets where findings wait for such a name, or have
 * an owner of it, are settled anew. `names` = an e-mail address and a name, or a team's name.
 */
export async function queueNewcomer(tx: Tx, names: readonly string[]): Promise<void> {
  const given = names.flatMap((name) => [name, `team:${name}`])
  const { rows } = await tx.query<{ id: string }>(
    `with given as materialized (
       select o.id from policy_outcome o cross join lateral jsonb_array_elements(o.effects) e
       where e->>'effect' = 'assign' and lower(e->>'value') = any($1)
     )
     select f.asset_id as id from finding f
     where exists (select from given) and f.policy_outcome in (select id from given) and f.assignee is null
     union select asset_id from asset_owner o join unnest($2::text[]) n (name) on position(n.name in lower(o.owner)) > 0
     order by 1`,
    [given.map((name) => name.toLowerCase()), names.map((name) => name.toLowerCase())],
  )
  if (rows.length > 0)
    await assetsChanged(
      tx,
      rows.map(({ id }) => id),
      'people',
    )
}
