import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import type { Changed } from './stage-many.ts'

/**
 * Brings stored observations of many assets up to what is staged of them under one id, with their new shared identities and a `changed`
 * event each. Returns their findings, by asset.
 */
export async function rewriteMany(
  tx: Tx,
  {
    run,
    assets,
    changed,
    at,
  }: { run: string; assets: readonly string[]; changed: readonly Changed[]; at: Date },
): Promise<Map<string, string[]>> {
  if (changed.length === 0) return new Map()
  const { rows } = await tx.query<{ asset: string; finding: string }>(
    `with one as materialized (
       select n.event, n.observation, s.asset_id, s.content, s.rule, s.data, s.raw, s.shared_keys
       from unnest($3::uuid[], $4::uuid[], $6::uuid[], $7::uuid[]) as n (id, event, asset, observation)
       join staged_observation s on s.asset_id = n.asset and s.report_id = $2 and s.id = n.id
       where s.asset_id = any($1::uuid[])
     ), written as (
       update observation o set content = s.content, rule = s.rule from one s
       where o.asset_id = any($1::uuid[]) and o.asset_id = s.asset_id and o.id = s.observation
     returning o.asset_id, o.id, o.finding_id, o.pinned, o.path, o.line, s.event, s.data, s.raw, s.shared_keys
     ), detailed as (
       update observation_detail d set data = w.data, raw = w.raw
       from written w where d.asset_id = any($1::uuid[]) and d.asset_id = w.asset_id and d.observation_id = w.id
     ), known as (
       insert into finding_key (asset_id, key, finding_id)
       select distinct on (w.asset_id, u.key) w.asset_id, u.key, w.finding_id
       from written w cross join unnest(w.shared_keys) as u (key) where not w.pinned order by w.asset_id, u.key, w.id
       on conflict (asset_id, key) do nothing
     ), told as (
       insert into finding_event (asset_id, id, finding_id, at, type, report_id, data)
       select w.asset_id, w.event, w.finding_id, $5, 'changed', $2, jsonb_build_object('from', place, 'to', place)
       from written w cross join lateral (select jsonb_build_object('path', w.path, 'line', w.line) as place) p
     )
     select asset_id as asset, finding_id as finding from written`,
    [
      assets,
      run,
      changed.map(({ id }) => id),
      changed.map(newId),
      at,
      changed.map(({ asset }) => asset),
      changed.map(({ observation }) => observation),
    ],
  )
  return new Map(
    [...Map.groupBy(rows, ({ asset }) => asset)].map(([asset, found]) => [
      asset,
      [...new Set(found.map(({ finding }) => finding))],
    ]),
  )
}
