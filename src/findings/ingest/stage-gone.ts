import type { Tx } from '../../platform/database.ts'
import type { ScopeArgs } from './compare.ts'
import type { KnownScope } from './known-scope.ts'

/** A report was staged as the difference from one that is no more the scope's last: stage all of it and apply it again. */
export class OutrunReport extends Error {
  constructor(report: string) {
    super(
      `a newer report than the one that report ${report} was compared with was applied meanwhile: it has to be read again`,
    )
  }
}

/**
 * Makes staged_gone what the scope shows and the report does not. It is staged already where the report was read with what the scope
 * showed in mind, as long as that is still so; throws {@link OutrunReport} otherwise.
 */
export async function stageGone(
  tx: Tx,
  { asset, report, scope, known }: ScopeArgs & { known?: KnownScope | undefined },
): Promise<void> {
  const last = await lastReport(tx, asset, scope)
  if (known && known.report !== last) throw new OutrunReport(report)
  if (known || !last) return
  await tx.query(
    `insert into staged_gone (asset_id, report_id, scope_id, key)
     select $1, $2, $3, o.key from observation o
     where o.asset_id = $1 and o.scope_id = $3 and o.present
       and not exists (select from staged_observation s
                       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.key = o.key)`,
    [asset, report, scope],
  )
}

async function lastReport(tx: Tx, asset: string, scope: string): Promise<string | null | undefined> {
  const { rows } = await tx.query<{ report: string | null }>(
    'select last_report_id as report from scope where asset_id = $1 and id = $2',
    [asset, scope],
  )
  return rows[0]?.report
}
