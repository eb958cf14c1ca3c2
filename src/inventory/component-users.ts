import type { Pool } from '../platform/database.ts'

/**
 * SQL: joins `waiting (uses, users)` to a component `a`: by how much more use it than its row says, null for most. Their sum is what counting
 * would give at any time: the database keeps it with every change of uses (migration 0029).
 */
export const WAITING_USERS = `left join (
  select component_id, sum(uses) as uses, sum(users) as users from component_users_change group by 1) waiting on waiting.component_id = a.id`

/** SQL: how many assets use a component on their default branch. */
export const USERS = '(a.users + coalesce(waiting.users, 0))'

/** SQL: whether anything uses a component, on any branch, as more than what its SBOM is about. */
export const IN_USE = 'a.uses + coalesce(waiting.uses, 0) > 0'

/**
 * Adds up what changes of uses left behind; the sums are the same before and after. A component that an ingest holds is left for the next
 * time. Returns how many components got other numbers.
 */
export async function addUpComponentUsers(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `with free as materialized (
       select id from component where id in (select component_id from component_users_change) order by id for no key update skip locked
     ), taken as (
       delete from component_users_change w using free where w.component_id = free.id returning w.component_id, w.uses, w.users
     )
     update component c set uses = c.uses + n.uses, users = c.users + n.users
     from (select component_id, sum(uses)::int as uses, sum(users)::int as users from taken group by 1) n where c.id = n.component_id`,
  )
  return rowCount ?? 0
}
