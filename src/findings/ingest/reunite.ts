import type { Tx } from '../../platform/database.ts'
import { NEAR_LINES } from './align.ts'
import type { ScopeArgs } from './compare.ts'
import { isCurrent } from './elsewhere.ts'
import type { Rewritten } from './rewrite.ts'

/**
 * Where code was copied, a tool that prints little may have taken the copy for the original. When this report shows where a
 * finding went, and another tool sees it elsewhere though it has one of the same sort right here, the two of that tool change
 * places, so that what all tools call one finding stands in one place. Returns the findings that got other observations.
 */
export async function reunite(
  tx: Tx,
  { asset, scope, at }: ScopeArgs & { at: Date },
  moved: readonly Rewritten[],
): Promise<string[]> {
  const placed = moved.filter(({ to }) => to.line !== null)
  if (placed.length === 0 || !(await hasCompany(tx, asset, scope, at))) return []
  const { rows } = await tx.query<{ finding: string }>(
    `with own as materialized (
       select o.id, o.finding_id, o.path, o.line, coalesce((d.data #>> '{location,endLine}')::int, o.line) as last
       from unnest($3::uuid[], $4::text[], $5::int[]) as r (finding, path, line)
       join observation o on o.asset_id = $1 and o.finding_id = r.finding and o.scope_id = $2 and o.present
         and o.path = r.path and o.line = r.line
       join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     ), astray as materialized (
       select e.id, e.scope_id, e.snippet_key, own.finding_id, own.path, own.line, own.last
       from own
       join observation e on e.asset_id = $1 and e.finding_id = own.finding_id and e.scope_id <> $2 and e.present
         and not e.pinned and e.line is not null
         and not (e.path = own.path and e.line between own.line - $6 and own.last + $6)
       join scope so on so.asset_id = $1 and so.id = $2
       join scope se on se.asset_id = $1 and se.id = e.scope_id and se.branch = so.branch
         and ${isCurrent('se', 'so', '$7::timestamptz')}
       where not exists (select from observation x where x.asset_id = $1 and x.finding_id = own.finding_id and x.present
                         and (x.scope_id = e.scope_id and (x.path <> e.path or abs(x.line - e.line) > $6)
                              or x.scope_id = $2 and (x.path <> own.path or abs(x.line - own.line) > $6)))
     ), swap as materialized (
       select distinct on (t.id) a.id as astray, a.finding_id as wanted, t.id as twin, t.finding_id as other
       from astray a
       join observation t on t.asset_id = $1 and t.scope_id = a.scope_id and t.snippet_key = a.snippet_key and t.present
         and not t.pinned and t.finding_id <> a.finding_id and t.path = a.path
         and t.line between a.line - $6 and a.last + $6
       order by t.id, abs(t.line - a.line)
     )
     update observation o
     set finding_id = case o.id when s.twin then s.wanted else s.other end, reason = '{"rule": "place"}'
     from swap s where o.asset_id = $1 and o.id in (s.astray, s.twin)
     returning o.finding_id as finding`,
    [
      asset,
      scope,
      placed.map((r) => r.finding),
      placed.map((r) => r.to.path),
      placed.map((r) => r.to.line),
      NEAR_LINES,
      at,
    ],
  )
  return rows.map((row) => row.finding)
}

/** Whether another tool looked at the same state of the branch. */
async function hasCompany(tx: Tx, asset: string, scope: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from scope so join scope se on se.asset_id = $1 and se.branch = so.branch and se.tool <> so.tool
       and ${isCurrent('se', 'so', '$3::timestamptz')}
     where so.asset_id = $1 and so.id = $2 limit 1`,
    [asset, scope, at],
  )
  return rowCount === 1
}
