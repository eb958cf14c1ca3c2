import type { Actor } from '../../../access/actor.ts'
import type { Tx } from '../../../platform/database.ts'

/** Words to a person; times ISO 8601. Fields as in the API's contract. */
export interface Notification {
  id: string
  at: string
  title: string
  text: string
  link: string
  policy: string
  rule: string
  asset: { id: string; name: string } | null
  count: number
  findings: string[]
  read: boolean
}

interface Row extends Omit<Notification, 'at' | 'title' | 'link'> {
  at: Date
  total: number
  waiting: number
}

/** Nobody but people is told anything; a person's token reads for the person. */
async function personOf(tx: Tx, { kind, id }: Actor): Promise<string | null> {
  if (kind !== 'token') return kind === 'user' ? id : null
  const { rows } = await tx.query<{ person: string | null }>(
    'select person_id as person from api_token where id::text = $1',
    [id.slice('token:'.length)],
  )
  return rows[0]?.person ?? null
}

/** Somebody's own, the newest first. `cursor` = the last one's id of the page before. */
export async function listNotifications(
  tx: Tx,
  actor: Actor,
  { limit, cursor, unread }: { limit: number; cursor?: string | undefined; unread?: boolean | undefined },
): Promise<{ items: Notification[]; next: string | null; total: number; unread: number }> {
  const person = await personOf(tx, actor)
  const where = `person_id = $1 and ($2::boolean is not true or read_at is null)`
  const counts = await tx.query<{ total: number; unread: number }>(
    `select count(*) filter (where ${where}) as total, count(*) filter (where read_at is null) as unread
     from notification where person_id = $1`,
    [person, unread ?? null],
  )
  const { rows } = await tx.query<Row>(
    `select n.id, n.at, n.policy, n.rule, n.text, n.findings as count, n.finding_ids as findings, n.read_at is not null as read,
            case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as asset
     from notification n left join asset a on a.id = n.asset_id
     where ${where} and ($3::uuid is null or (n.at, n.id) < (select at, id from notification where id = $3 and person_id = $1))
     order by n.at desc, n.id desc limit $4`,
    [person, unread ?? null, cursor ?? null, limit + 1],
  )
  const page = rows.slice(0, limit)
  return {
    items: page.map(shape),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: counts.rows[0]?.total ?? 0,
    unread: counts.rows[0]?.unread ?? 0,
  }
}

function shape({ at, ...row }: Row): Notification {
  const what = row.count === 1 ? 'A finding' : `${row.count} findings`
  const where = row.asset ? ` on ${row.asset.name}` : ''
  const search = new URLSearchParams({ policyRule: `${row.policy}/${row.rule}`, state: 'open' })
  if (row.asset) search.set('asset', row.asset.id)
  return {
    ...row,
    at: at.toISOString(),
    title: `${what}${where}: ${row.rule} of ${row.policy}`,
    link: row.count === 1 && row.findings[0] ? `/findings/${row.findings[0]}` : `/findings?${search}`,
  }
}

/** Marks some of somebody's own as read, or all. Returns how many were not. */
export async function markNotificationsRead(
  tx: Tx,
  actor: Actor,
  ids: readonly string[] | undefined,
): Promise<number> {
  const { rowCount } = await tx.query(
    'update notification set read_at = now() where person_id = $1 and read_at is null and ($2::uuid[] is null or id = any($2))',
    [await personOf(tx, actor), ids ?? null],
  )
  return rowCount ?? 0
}
