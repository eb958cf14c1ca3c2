import type { Tx } from '../../platform/database.ts'
import type { KnownScope } from './known-scope.ts'

/** One scope of one report: what every statement of an ingest is about. */
export interface ScopeArgs {
  asset: string
  report: string
  scope: string
}

export interface Comparison {
  /** Matched by identity and equal in content, place and presence: not written. */
  unchanged: number
  /** Matched by identity, with other content, line or presence. */
  touched: number
  /** Without a match. */
  fresh: number
  /** Present before and not in the report. */
  gone: number
}

/** Counts how a staged scope differs from what is stored: one join, nothing written. */
export async function compare(
  tx: Tx,
  { asset, report, scope, known }: ScopeArgs & { known?: KnownScope | undefined },
): Promise<Comparison> {
  const { rows } = await tx.query<Comparison>(
    `select count(*) filter (where same)::int as unchanged, count(*) filter (where not same)::int as touched,
            count(*) filter (where same is null)::int as fresh,
            (select count(*)::int from staged_gone where asset_id = $1 and report_id = $2 and scope_id = $3) as gone
     from (select case when o.id is not null
                  then o.content = s.content and o.present = s.present and o.line is not distinct from s.line end as same
           from staged_observation s
           left join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key
           where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3) pairs`,
    [asset, report, scope],
  )
  const counts = rows[0] as Comparison
  return { ...counts, unchanged: counts.unchanged + (known?.unchanged ?? 0) }
}
