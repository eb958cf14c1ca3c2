import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export interface NewEvent {
  finding: string
  data?: Record<string, unknown>
}

/** Appends one event of a type to the history of each of some findings: what happened at a time, by an actor or by itself. */
export async function appendEvents(
  tx: Tx,
  { asset, type, at, actor }: { asset: string; type: string; at: Date; actor?: string },
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, actor, data)
     select $1, e.id, e.finding, $2, $3, $4, e.data from unnest($5::uuid[], $6::uuid[], $7::jsonb[]) as e (id, finding, data)`,
    [
      asset,
      at,
      type,
      actor ?? null,
      events.map(newId),
      events.map((e) => e.finding),
      events.map((e) => e.data ?? null),
    ],
  )
}
