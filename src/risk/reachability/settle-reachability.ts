import { SAME_STATE } from '../../findings/same-state.ts'
import { reachRank } from '../../model/reachability.ts'
import type { Tx } from '../../platform/database.ts'
import { calledSymbols } from './called-symbols.ts'
import { COMPONENTS_OF_FINDINGS } from './components-of-findings.ts'
import { LEFT_OUT } from './left-out.ts'
import { SHOWN } from './shown.ts'

/**
 * Makes reachability of assets' findings what all evidence says together, by the rule of `reachOf`: tools' observations, discovery of the source,
 * functions that advisories name, and images that leave a package out. `unranked` = the findings that this transaction wrote, or all about
 * packages where it wrote evidence of components. Rows that change lose their score. Returns how many.
 */
export async function settleReachability(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
): Promise<number> {
  const findings = which === 'all' ? null : await touched(tx, assets)
  if (findings?.length === 0) return 0
  const called = await calledSymbols(tx, { assets, findings })
  const { rowCount } = await tx.query(SETTLE, [
    assets,
    findings,
    [...new Set(called.map(({ finding }) => finding))],
  ])
  return rowCount ?? 0
}

/**
 * Also those of which nothing but what a tool shows of reachability is another: that leaves the finding's row as it was. Who writes uses of
 * components writes their scope too, so that only the uses of such scopes are looked at.
 */
async function touched(tx: Tx, assets: readonly string[]): Promise<string[]> {
  const { rows: wrote } = await tx.query<{ asset: string }>(
    `select distinct s.asset_id as asset from scope s
     where s.asset_id = any($1::uuid[]) and s.xmin = pg_current_xact_id()::xid and exists (
       select from component_use u where u.asset_id = s.asset_id and u.scope_id = s.id and u.xmin = pg_current_xact_id()::xid)`,
    [assets],
  )
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from finding f
     where f.asset_id = any($1::uuid[]) and f.merged_into is null
       and (f.score is null
         or f.component is not null and (f.asset_id = any($2::uuid[]) or f.xmin = pg_current_xact_id()::xid)
         or (f.component is not null or f.xmin <> pg_current_xact_id()::xid) and (f.asset_id, f.id) in (
           select o.asset_id, o.finding_id from observation o
           where o.asset_id = any($1::uuid[]) and o.xmin = pg_current_xact_id()::xid))`,
    [assets, wrote.map(({ asset }) => asset)],
  )
  return rows.map(({ id }) => id)
}

const CALLED = reachRank('called')

const SETTLE = `
  with ${COMPONENTS_OF_FINDINGS}, ${LEFT_OUT}, ${SHOWN},
  told as (
    select finding_id, max(level) filter (where not at_most) as seen, min(level) filter (where at_most) as bound from (
      select finding_id, level, at_most from shown
      union all
      select k.finding_id, u.reach::int, coalesce((u.reach_detail->>'atMost')::boolean, false)
        from kept k join component_use u on u.asset_id = k.asset_id and u.component_id = k.component_id where u.reach is not null
      union all
      select unnest($3::uuid[]), ${CALLED}, false
      union all
      select finding_id, 0, true from left_out
    ) e group by finding_id
  ), made as (
    select f.asset_id, f.id, (case when t.seen >= ${CALLED} then t.seen else coalesce(t.bound, t.seen) end)::smallint as level
    from finding f left join told t on t.finding_id = f.id
    where f.asset_id = any($1::uuid[]) and f.merged_into is null and ($2::uuid[] is null or f.id = any($2))
  )
  update finding f set ${SAME_STATE}, reachability = made.level, score = null
  from made where f.asset_id = any($1::uuid[]) and f.asset_id = made.asset_id and f.id = made.id and f.reachability is distinct from made.level`
