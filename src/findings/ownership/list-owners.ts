import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { queueRankingOf } from '../../inventory/context.ts'
import type { Page } from '../../inventory/keyset-page.ts'
import { type Who, whoOwns } from '../../inventory/owners/who-owns.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { currentPosture } from '../posture-index/posture-index.ts'
import type { Reader } from '../queries/reader.ts'
import { rowsIn, select } from '../queries/selection.ts'

export interface ListedOwner {
  handle: string
  is: { type: 'team' | 'person'; id: string; name: string } | null
  said: boolean
  findings: number
  assets: number
}

export interface OwnersQuery {
  q?: string | undefined
  unknown?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

/** Names that sources give owners, with who they are and what they own of what the reader sees: those with most open findings first. */
export async function listOwners(pool: Pool, query: OwnersQuery, reader: Reader): Promise<Page<ListedOwner>> {
  const { findings, assets } = await countOwned(pool, reader)
  const known = await transaction(pool, (tx) => whoOwns(tx, [...assets.keys()]))
  const q = query.q?.toLowerCase()
  const all = [...assets]
    .map(([handle, count]): ListedOwner => {
      const who = known.get(handle)
      return {
        handle,
        is: refOf(who),
        said: who?.said ?? false,
        findings: findings.get(handle) ?? 0,
        assets: count,
      }
    })
    .filter(({ handle, is }) => {
      if (query.unknown !== undefined && (is === null) !== query.unknown) return false
      return !q || handle.toLowerCase().includes(q) || Boolean(is?.name.toLowerCase().includes(q))
    })
    .sort((a, b) => b.findings - a.findings || (a.handle < b.handle ? -1 : 1))
  const [start] = decodeCursor(query.cursor, 1) ?? [0]
  const from = Number(start)
  const items = all.slice(from, from + query.limit)
  const end = from + items.length
  return { items, next: end < all.length ? encodeCursor([end]) : null, total: all.length }
}

const refOf = (who: Who | undefined): ListedOwner['is'] =>
  who ? { type: who.type, id: who.id, name: who.name } : null

/** Open findings by owner, and assets whose sources name one, without the teams of applications, which are known. */
async function countOwned(pool: Pool, reader: Reader) {
  const posture = await currentPosture(pool)
  const findings = new Map<string, number>()
  for (const [{ block }, rows] of rowsIn(select(posture, { state: ['open'] }, reader)))
    for (const row of rows) {
      const name = posture.owners[block.owners[row] as number] as string
      if (name) findings.set(name, (findings.get(name) ?? 0) + 1)
    }
  const { rows } = await pool.query<{ owner: string; assets: number }>(
    `select owner, count(distinct asset_id)::int as assets from asset_owner
     where owner <> '' and ($1::uuid[] is null or asset_id = any($1)) group by owner`,
    [reader.visible === 'all' ? null : reader.visible],
  )
  return { findings, assets: new Map(rows.map(({ owner, assets }) => [owner, assets])) }
}

/** Says who a name is; null takes it back. What policies give to owners follows by a job. Throws `unknown_owner`. */
export async function mapOwner(
  tx: Tx,
  actor: Actor,
  { handle, is }: { handle: string; is: { type: 'team' | 'person'; id: string } | null },
): Promise<void> {
  const key = handle.toLowerCase()
  await tx.query('delete from owner_mapping where handle = $1', [key])
  if (is) {
    const { rowCount } = await tx.query(
      `select from ${is.type === 'team' ? 'team' : 'person'} where id = $1`,
      [is.id],
    )
    if (!rowCount)
      throw new AppError(
        'unknown_owner',
        400,
        `There is no ${is.type} ${is.id}. Take one of GET /teams or GET /users.`,
      )
    await tx.query(
      'insert into owner_mapping (handle, team_id, person_id, changed_by) values ($1, $2, $3, $4)',
      [key, is.type === 'team' ? is.id : null, is.type === 'person' ? is.id : null, actor.id],
    )
  }
  const { rows } = await tx.query<{ id: string }>(
    'select distinct asset_id as id from asset_owner where lower(owner) = $1 order by 1',
    [key],
  )
  await queueRankingOf(
    tx,
    rows.map(({ id }) => id),
    'people',
  )
  await audit(tx, actor, 'owner.map', `owner/${handle}`, { is })
}
