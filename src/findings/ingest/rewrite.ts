import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import type { Pair } from './pair-moved.ts'

/** An observation that was written again, and what about it. */
export interface Rewritten {
  finding: string
  /** `shown`: it came back or went by the tool's own word; `moved` and `changed` were there before and are. */
  type: 'moved' | 'changed' | 'shown'
  from: { path: string | null; line: number | null }
  to: { path: string | null; line: number | null }
}

interface Row {
  finding: string
  stayed: boolean
  from_path: string | null
  from_line: number | null
  path: string | null
  line: number | null
}

/**
 * Brings stored observations up to what the report says: those matched by identity that differ, and those paired as moved.
 * Rows that are equal are not touched. Returns one entry for each row written.
 */
export async function rewrite(tx: Tx, args: ScopeArgs, pairs: readonly Pair[]): Promise<Rewritten[]> {
  const { rows } = await tx.query<Row>(
    // Materialized: a planner without statistics would make the pairs again for each observation of the asset.
    `with pair as materialized (
       select o.id, s.id as staged, o.present as was, o.path as from_path, o.line as from_line
       from observation o
       join staged_observation s on s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.key = o.key
       where o.asset_id = $1 and o.scope_id = $3
         and (o.content <> s.content or o.present <> s.present or o.line is distinct from s.line)
       union all
       select o.id, p.staged, o.present, o.path, o.line
       from unnest($4::uuid[], $5::uuid[]) as p (id, staged)
       join observation o on o.asset_id = $1 and o.id = p.id
     ), written as (
       update observation o
       set key = s.key, snippet_key = s.snippet_key, content = s.content, present = s.present, rule = s.rule,
           path = s.path, line = s.line, gone_at = case when s.present then null else o.gone_at end
       from pair p
       join staged_observation s on s.asset_id = $1 and s.report_id = $2 and s.id = p.staged
       where o.asset_id = $1 and o.id = p.id
       returning o.id, o.finding_id, o.present, p.was, p.from_path, p.from_line,
                 o.path, o.line, s.data, s.raw
     ), detailed as (
       update observation_detail d set data = w.data::jsonb, raw = w.raw
       from written w where d.asset_id = $1 and d.observation_id = w.id
     )
     select finding_id as finding, present and was as stayed, from_path, from_line, path, line from written`,
    [args.asset, args.report, args.scope, pairs.map((p) => p.gone), pairs.map((p) => p.fresh)],
  )
  return rows.map((row) => ({
    finding: row.finding,
    type: !row.stayed
      ? 'shown'
      : row.from_path !== row.path || row.from_line !== row.line
        ? 'moved'
        : 'changed',
    from: { path: row.from_path, line: row.from_line },
    to: { path: row.path, line: row.line },
  }))
}
