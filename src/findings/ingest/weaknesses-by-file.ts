import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import { isCurrent } from './elsewhere.ts'
import type { FileWeaknesses, OtherFinding, OwnResult } from './pair-sole.ts'
import { sharedPath } from './settle-roots.ts'
import { leftOut } from './shown.ts'

/** Files with more kinds of results than this are noise: nothing in them stands alone. */
const MOST_IN_A_FILE = 12

interface Row {
  path: string
  own: OwnResult[]
  others: OtherFinding[]
}

/** The weaknesses of each file that has a fresh result of this report and findings of other tools (`scopes`). */
export async function weaknessesByFile(
  tx: Tx,
  { asset, report, scope, at }: ScopeArgs & { at: Date },
  scopes: string[],
): Promise<FileWeaknesses[]> {
  const { rows } = await tx.query<Row>(
    `with fresh as materialized (
       select distinct s.path from staged_observation s
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.present and s.kind = 'code' and s.path is not null
         and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)
     ), shown as materialized (
       select s.path, s.cwes, s.line, s.id, o.id is null as fresh
       from staged_observation s
       left join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.present and s.kind = 'code'
         and s.path in (select path from fresh)
       union all
       select o.path, array(select jsonb_array_elements_text(d.data->'cwes')::int), o.line, o.id, false
       from observation o join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
       where ${leftOut('o')} and o.kind = 'code' and o.path in (select path from fresh)
     ), staged as materialized (
       select ${sharedPath('s.path', 'so')} as path, s.cwes, s.line, s.id, s.fresh
       from shown s join scope so on so.asset_id = $1 and so.id = $3
     ), own as materialized (
       select path, jsonb_agg(jsonb_build_object('cwes', cwes, 'count', count, 'line', line, 'fresh', fresh)) as own
       from (select path, cwes, count(*) as count, coalesce(min(line), 1) as line,
                    (array_agg(id order by line, id) filter (where fresh))[1] as fresh
             from staged where cardinality(cwes) > 0 group by path, cwes) g
       group by path having count(*) <= $5 and count(fresh) > 0
     ), seen as materialized (
       select ${sharedPath('e.path', 'k')} as path, f.id, f.cwes, f.tools, e.line,
              coalesce(${isCurrent('k', 'so', '$6::timestamptz')}, true) as current
       from observation e
       join scope k on k.asset_id = $1 and k.id = e.scope_id
       join scope so on so.asset_id = $1 and so.id = $3
       join finding f on f.asset_id = $1 and f.id = e.finding_id and f.merged_into is null
       where e.asset_id = $1 and e.scope_id = any($4::uuid[]) and e.present and not e.pinned
         and e.kind = 'code' and ${sharedPath('e.path', 'k')} in (select path from own)
     ), others as materialized (
       select path, jsonb_agg(jsonb_build_object('finding', id, 'cwes', cwes, 'tools', tools, 'line', line, 'free',
              current and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3
                                      and o.finding_id = g.id and o.present))) as others
       from (select path, id, cwes, tools, coalesce(max(line), 1) as line, bool_and(current) as current
             from seen where cardinality(cwes) > 0 group by path, id, cwes, tools) g
       group by path having count(*) <= $5
     )
     select path, own.own, others.others from own join others using (path)`,
    [asset, report, scope, scopes, MOST_IN_A_FILE, at],
  )
  return rows
}
