import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { isVisible, visibleAssetIds, visibleParameter } from '../../access/visible-assets.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/queue.ts'
import { findOrCreateAsset } from '../find-or-create-asset.ts'
import type { Page } from '../keyset-page.ts'

/** Task that fetches and reads a repository: `{ asset, discovery }`. */
export const DISCOVER_TASK = 'discover_repository'

export interface DiscoveryJob {
  id: string
  asset: { id: string; name: string }
  url: string
  ref: string | null
  status: 'queued' | 'running' | 'done' | 'failed'
  error: string | null
  report: string | null
  requestedBy: string
  requestedAt: Date
  finishedAt: Date | null
}

const SELECT = `
  select d.id, jsonb_build_object('id', a.id, 'name', a.name) as asset, d.url, d.ref, d.status, d.error, d.report_id as report,
         d.requested_by as "requestedBy", d.requested_at as "requestedAt", d.finished_at as "finishedAt"
  from discovery d join asset a on a.id = d.asset_id`

/**
 * Queues the discovery of a repository that can be fetched without credentials. Throws `credentials_refused` for an address that holds
 * some: they would be kept in clear.
 */
export async function requestDiscovery(
  tx: Tx,
  actor: Actor,
  wish: { url: string; ref?: string; asset?: string },
): Promise<DiscoveryJob> {
  const url = new URL(wish.url)
  if (url.username || url.password)
    throw new AppError(
      'credentials_refused',
      400,
      'An address with credentials in it is not kept. Run `stance discover` where the repository is checked out instead.',
    )
  const asset = await findOrCreateAsset(tx, { name: wish.asset ?? nameOf(url), kind: 'repository' })
  if (!isVisible(await visibleAssetIds(tx, actor), asset.id)) throw notFound('asset', asset.name)
  const id = newId()
  await tx.query('insert into discovery (asset_id, id, url, ref, requested_by) values ($1, $2, $3, $4, $5)', [
    asset.id,
    id,
    wish.url,
    wish.ref ?? null,
    actor.name,
  ])
  await enqueue(tx, DISCOVER_TASK, { asset: asset.id, discovery: id }, { key: `discovery:${id}` })
  await audit(tx, actor, 'discovery.request', `asset/${asset.id}`, { url: wish.url, ref: wish.ref ?? null })
  return getDiscovery(tx, actor, id)
}

/** `https://host/acme/shop.git` → `acme/shop`. */
const nameOf = ({ pathname, host }: URL): string =>
  pathname
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter(Boolean)
    .slice(-2)
    .join('/') || host

/** Throws 404 for one that is not there or of an asset that the actor may not see. */
export async function getDiscovery(tx: Tx, actor: Actor, id: string): Promise<DiscoveryJob> {
  const { rows } = await tx.query<DiscoveryJob>(`${SELECT} where d.id = $1`, [id])
  if (!rows[0] || !isVisible(await visibleAssetIds(tx, actor), rows[0].asset.id))
    throw notFound('discovery', id)
  return rows[0]
}

/** Those of assets that an actor may see, newest first. */
export async function listDiscoveries(
  tx: Tx,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Page<DiscoveryJob>> {
  const visible = visibleParameter(await visibleAssetIds(tx, actor))
  const [after] = decodeCursor(cursor, 1) ?? [null]
  // Ids of version 7 sort by time.
  const { rows } = await tx.query<DiscoveryJob>(
    `${SELECT} where ($1::uuid[] is null or d.asset_id = any($1)) and ($2::uuid is null or d.id < $2) order by d.id desc limit $3`,
    [visible, after, limit + 1],
  )
  const { rows: counted } = await tx.query<{ total: number }>(
    'select count(*) as total from discovery d where $1::uuid[] is null or d.asset_id = any($1)',
    [visible],
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items,
    next: rows.length > limit && last ? encodeCursor([last.id]) : null,
    total: counted[0]?.total ?? 0,
  }
}

/** What to fetch; undefined when it is done, failed, or gone. */
export async function startDiscovery(
  tx: Tx,
  { asset, discovery }: { asset: string; discovery: string },
): Promise<{ url: string; ref: string | null; assetName: string; by: string } | undefined> {
  const { rows } = await tx.query<{ url: string; ref: string | null; assetName: string; by: string }>(
    `update discovery d set status = 'running' from asset a
     where d.asset_id = $1 and d.id = $2 and d.status in ('queued', 'running') and a.id = d.asset_id
     returning d.url, d.ref, a.name as "assetName", d.requested_by as by`,
    [asset, discovery],
  )
  return rows[0]
}

export async function finishDiscovery(
  tx: Tx,
  { asset, discovery }: { asset: string; discovery: string },
  outcome: { report: string } | { error: string },
): Promise<void> {
  await tx.query(
    `update discovery set status = case when $3::uuid is null then 'failed' else 'done' end, report_id = $3, error = $4, finished_at = now()
     where asset_id = $1 and id = $2`,
    [
      asset,
      discovery,
      'report' in outcome ? outcome.report : null,
      'error' in outcome ? outcome.error : null,
    ],
  )
}
