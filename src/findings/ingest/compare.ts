import type { Tx } from '../../platform/database.ts'

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
export async function compare(tx: Tx, { asset, report, scope }: ScopeArgs): Promise<Comparison> {
  const { rows } = await tx.query<Comparison>(
    `select count(*) filter (where same)::int as unchanged,
            count(*) filter (where not same and staged is not null and stored is not null)::int as touched,
            count(*) filter (where stored is null)::int as fresh,
            count(*) filter (where staged is null and present)::int as gone
     from (select s.id as staged, o.id as stored, o.present,
                  o.content = s.content and o.present = s.present and o.line is not distinct from s.line as same
           from (select * from staged_observation where asset_id = $1 and report_id = $2 and scope_id = $3) s
           full join (select * from observation where asset_id = $1 and scope_id = $3) o using (key)) pairs`,
    [asset, report, scope],
  )
  return rows[0] as Comparison
}
