import { actorNames } from '../../access/actor-names.ts'
import type { Tx } from '../../platform/database.ts'

export interface EventRow {
  id: string
  at: string
  type: string
  /** Name of who did it; null = a report did, or our own matching. */
  actor: string | null
  reportId: string | null
  data: Record<string, unknown>
}

interface StoredEvent {
  id: string
  at: Date
  type: string
  actor: string | null
  report_id: string | null
  data: Record<string, unknown> | null
}

/** Everything that happened to a finding and to those that were joined into it, oldest first. */
export async function readHistory(tx: Tx, asset: string, finding: string): Promise<EventRow[]> {
  const { rows } = await tx.query<StoredEvent>(
    `with recursive part (id) as (
       select $2::uuid
       union
       select (e.data->>'finding')::uuid from part
       join finding_event e on e.asset_id = $1 and e.finding_id = part.id and e.type = 'joined' and e.data ? 'finding'
     )
     select e.id, e.at, e.type, e.actor, r.id as report_id, e.data
     from part join finding_event e on e.asset_id = $1 and e.finding_id = part.id
     left join report r on r.asset_id = $1 and r.id = e.report_id
     order by e.at, e.id`,
    [asset, finding],
  )
  const people = rows.flatMap(({ type, actor, data }) =>
    type === 'assigned' ? [actor, data?.from as string, data?.to as string] : [actor],
  )
  const name = await actorNames(tx, people)
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    type: row.type,
    actor: row.actor && name(row.actor),
    reportId: row.report_id,
    data: dataOf(row, name),
  }))
}

/** Places in one line and people by name. */
function dataOf({ type, data }: StoredEvent, name: (id: string) => string): Record<string, unknown> {
  if (!data || !('from' in data)) return data ?? {}
  const text = type === 'assigned' ? (id: unknown) => (typeof id === 'string' ? name(id) : null) : placeText
  return { ...data, from: text(data.from), to: text(data.to) }
}

function placeText(place: unknown): unknown {
  if (typeof place !== 'object' || place === null || !('path' in place)) return place
  const { path, line } = place as { path: string | null; line?: number | null }
  return line ? `${path ?? ''}:${line}` : path
}
