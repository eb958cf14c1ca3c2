import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export interface NewEvent {
  finding: string
  data?: Record<string, unknown>
}

/** What happened at a time, by an actor or by itself. */
export interface Happening {
  type: string
  at: Date
  actor?: string
}

/** Appends one event of a type to the history of each of some findings of an asset. */
export const appendEvents = (
  tx: Tx,
  { asset, ...happening }: Happening & { asset: string },
  events: readonly NewEvent[],
): Promise<void> =>
  appendEventsAt(
    tx,
    happening,
    events.map((event) => ({ ...event, asset })),
  )

/** The same for findings of several assets. */
export async function appendEventsAt(
  tx: Tx,
  { type, at, actor }: Happening,
  events: readonly (NewEvent & { asset: string })[],
): Promise<void> {
  if (events.length === 0) return
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type, actor, data)
     select e.asset, e.id, e.finding, $1, $2, $3, e.data
     from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::jsonb[]) as e (asset, id, finding, data)`,
    [
      at,
      type,
      actor ?? null,
      events.map((e) => e.asset),
      events.map(newId),
      events.map((e) => e.finding),
      events.map((e) => e.data ?? null),
    ],
  )
}
