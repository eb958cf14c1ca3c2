import type { FindingState } from '../../model/finding-state.ts'
import type { Tx } from '../../platform/database.ts'
import { appendEvents } from '../append-events.ts'
import type { Said } from './word.ts'

export interface Decision {
  /** null takes the word back: then the tools' own counts again. */
  decision: Exclude<FindingState, 'fixed'> | null
  reason: string
  /** ISO time at which the decision runs out. */
  until: string | null
  /** The exception that it comes from; a person's word on the findings themselves when absent. */
  exception?: string
}

/** Who or what changed the state: a person, time, a condition of an exception, the end of one. */
type DecisionEvent = 'decided' | 'expired' | 'lapsed' | 'revoked'

/**
 * Sets or takes back a person's word on the state, with its reason. Returns the findings that it changed. `type` and `why` go into
 * their histories.
 */
export async function decide(
  tx: Tx,
  said: Said,
  { decision, reason, until, exception }: Decision,
  type: DecisionEvent = 'decided',
  why: Record<string, unknown> = {},
): Promise<string[]> {
  const { asset, findings, actor, at } = said
  const { rows } = await tx.query<{ id: string; was: string | null }>(
    `with target as (
       select f.id, f.decision as was from finding f
       left join finding_decision d on d.asset_id = $1 and d.finding_id = f.id
       where f.asset_id = $1 and f.id = any($2::uuid[]) and f.merged_into is null
         and (f.decision, coalesce(d.reason, ''), d.until, d.exception_id) is distinct from ($3, $4, $5::timestamptz, $7::uuid)
     ), written as (
       update finding f set decision = $3, changed_at = greatest(f.changed_at, $6)
       from target t where f.asset_id = $1 and f.id = t.id
     )
     select id, was from target`,
    [asset, findings, decision, reason, until, at, exception ?? null],
  )
  const ids = rows.map((row) => row.id)
  await tx.query('delete from finding_decision where asset_id = $1 and finding_id = any($2::uuid[])', [
    asset,
    ids,
  ])
  if (decision !== null)
    await tx.query(
      `insert into finding_decision (asset_id, finding_id, reason, decided_by, decided_at, until, exception_id)
       select $1, id, $3, $4, $5, $6, $7 from unnest($2::uuid[]) as d (id)`,
      [asset, ids, reason, actor.id, at, until, exception ?? null],
    )
  await appendEvents(
    tx,
    { asset, type, at, actor: actor.id },
    rows.map(({ id, was }) => ({
      finding: id,
      data: { was, decision, reason, until, ...(exception && { exception }), ...why },
    })),
  )
  return ids
}
