import { reachRank } from '../../model/reachability.ts'
import type { Tx } from '../../platform/database.ts'
import { calledSymbols } from './called-symbols.ts'
import { COMPONENTS_OF_FINDINGS } from './components-of-findings.ts'
import { LEFT_OUT } from './left-out.ts'
import { SHOWN } from './shown.ts'

/**
 * Makes findings' reachability what all evidence says together, by the rule of `reachOf`: tools' observations, discovery of the source,
 * functions that advisories name, and images that leave a package out. `unranked` = the findings that this transaction wrote, or all about
 * packages where it wrote evidence of components. Rows that change lose their score. Returns how many.
 */
export async function settleReachability(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<number> {
  const findings = which === 'all' ? null : await touched(tx, asset)
  if (findings?.length === 0) return 0
  const called = await calledSymbols(tx, { asset, findings })
  const { rowCount } = await tx.query(SETTLE, [
    asset,
    findings,
    [...new Set(called.map(({ finding }) => finding))],
  ])
  return rowCount ?? 0
}

/** Null = all of them. */
async function touched(tx: Tx, asset: string): Promise<string[] | null> {
  const { rows: components } = await tx.query<{ wrote: boolean }>(
    `select exists (select from component_use where asset_id = $1 and xmin = pg_current_xact_id()::xid) as wrote`,
    [asset],
  )
  const all = components[0]?.wrote ?? false
  const { rows } = await tx.query<{ id: string }>(
    `select f.id from finding f
     where f.asset_id = $1 and f.merged_into is null
       and (f.score is null or f.component is not null and ($2 or f.xmin = pg_current_xact_id()::xid or f.id in (
         select o.finding_id from observation o
         where o.asset_id = $1 and o.xmin = pg_current_xact_id()::xid and o.kind in ('dependency', 'container', 'malware'))))`,
    [asset, all],
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
        from kept k join component_use u on u.asset_id = $1 and u.component_id = k.component_id where u.reach is not null
      union all
      select unnest($3::uuid[]), ${CALLED}, false
      union all
      select finding_id, 0, true from left_out
    ) e group by finding_id
  ), made as (
    select f.id, (case when t.seen >= ${CALLED} then t.seen else coalesce(t.bound, t.seen) end)::smallint as level
    from finding f left join told t on t.finding_id = f.id
    where f.asset_id = $1 and f.merged_into is null and ($2::uuid[] is null or f.id = any($2))
  )
  update finding f set reachability = made.level, score = null
  from made where f.asset_id = $1 and f.id = made.id and f.reachability is distinct from made.level`
