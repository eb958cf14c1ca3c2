import { decide } from '../../findings/triage/decide.ts'
import { stateOfKind } from '../../model/exception.ts'
import type { Tx } from '../../platform/database.ts'
import type { Exception } from './exception.ts'
import { exposedOf } from './lapse-sql.ts'

type Covering = Pick<Exception, 'id' | 'kind' | 'justification' | 'reason' | 'requestedBy' | 'expiresAt'>

/** The reason that goes with the state: VEX's word for it first, where there is one. */
const reasonOf = ({ justification, reason }: Covering): string =>
  justification ? `${justification}: ${reason}` : reason

/**
 * Gives findings of an asset, which the transaction holds, the state that an exception means, and keeps how they stood: what is so already
 * does not make it lapse. Returns those that it changed.
 */
export async function cover(
  tx: Tx,
  exception: Covering,
  { asset, findings, at }: { asset: string; findings: readonly string[]; at: Date },
): Promise<string[]> {
  if (findings.length === 0) return []
  await tx.query(
    `insert into exception_finding (asset_id, exception_id, finding_id, covered_at, exploited, exposed, fixable, severity, score)
     select $1, $2, f.id, $4, coalesce(f.known_exploited, false), ${exposedOf('$1')}, f.fix_version is not null,
            coalesce(f.severity_override, f.severity), coalesce(f.score, 0)
     from finding f where f.asset_id = $1 and f.id = any($3::uuid[])
     on conflict (asset_id, exception_id, finding_id) do update
       set covered_at = excluded.covered_at, exploited = excluded.exploited, exposed = excluded.exposed, fixable = excluded.fixable,
           severity = excluded.severity, score = excluded.score, lapsed_at = null, lapsed_by = null`,
    [asset, exception.id, findings, at],
  )
  return decide(
    tx,
    { asset, findings, actor: { id: exception.requestedBy, name: '' }, at },
    {
      decision: stateOfKind(exception.kind),
      reason: reasonOf(exception),
      until: exception.expiresAt?.toISOString() ?? null,
      exception: exception.id,
    },
  )
}
