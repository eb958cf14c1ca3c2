import { type Severity, severityOfRank, severityRank } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import { appendEvents } from '../append-events.ts'
import { SAME_STATE } from '../same-state.ts'
import type { Said } from './word.ts'

/**
 * Puts a person's severity over the tools', or takes it back (null). The findings that it changed, which are returned, have no
 * score until risk has ranked them.
 */
export async function overrideSeverity(tx: Tx, said: Said, severity: Severity | null): Promise<string[]> {
  const { asset, findings, actor, at } = said
  const { rows } = await tx.query<{ id: string; was: number | null }>(
    `with target as (
       select id, severity_override as was from finding
       where asset_id = $1 and id = any($2::uuid[]) and merged_into is null and severity_override is distinct from $3
     ), written as (
       update finding f set ${SAME_STATE}, severity_override = $3, score = null, changed_at = greatest(f.changed_at, $4)
       from target t where f.asset_id = $1 and f.id = t.id
     )
     select id, was from target`,
    [asset, findings, severity === null ? null : severityRank(severity), at],
  )
  await appendEvents(
    tx,
    { asset, type: 'severity', at, actor: actor.id },
    rows.map(({ id, was }) => ({
      finding: id,
      data: { from: was === null ? null : severityOfRank(was), to: severity },
    })),
  )
  return rows.map((row) => row.id)
}
