import type { Actor } from '../access/actor.ts'
import { audit } from '../access/audit.ts'
import type { AssetKind } from '../model/asset.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { notify } from '../platform/notify.ts'
import { type Asset, getAsset } from './assets.ts'
import { assetsChanged, CONTEXT_COLUMNS, type Context, contextOf, rankableOf } from './context.ts'
import { difference } from './difference.ts'
import { setColumns } from './set-columns.ts'

export interface AssetChange extends Partial<Context> {
  kind?: AssetKind
  name?: string
  url?: string | null
  applicationId?: string | null
  defaultBranch?: string
}

const COLUMNS = {
  kind: 'kind',
  name: 'name',
  url: 'url',
  applicationId: 'application_id',
  defaultBranch: 'default_branch',
  ...CONTEXT_COLUMNS,
} satisfies { [K in keyof AssetChange]-?: string }

/** Throws 409 `name_taken` when there is one of this kind and name. */
export async function addAsset(
  tx: Tx,
  actor: Actor,
  wish: AssetChange & { kind: AssetKind; name: string },
): Promise<Asset> {
  const id = newId()
  const { rowCount } = await tx.query(
    'insert into asset (id, kind, name) values ($1, $2, $3) on conflict (kind, name) do nothing',
    [id, wish.kind, wish.name],
  )
  if (!rowCount) throw nameTaken(wish)
  const { sql, parameters } = setColumns(wish, COLUMNS, 2)
  await tx.query(`update asset set ${sql} where id = $1`, [id, ...parameters])
  await assetsChanged(tx, [id])
  await audit(tx, actor, 'asset.create', `asset/${id}`, { ...wish })
  return getAsset(tx, id)
}

/** Changes what is given; its findings are ranked again when the context changed. Throws 404 and 409 `name_taken`. */
export async function changeAsset(tx: Tx, actor: Actor, id: string, change: AssetChange): Promise<Asset> {
  await tx.query('select from asset where id = $1 for update', [id])
  const before = await getAsset(tx, id)
  const wish = { kind: change.kind ?? before.kind, name: change.name ?? before.name }
  const taken = await tx.query('select 1 from asset where kind = $1 and name = $2 and id <> $3', [
    wish.kind,
    wish.name,
    id,
  ])
  if (taken.rowCount) throw nameTaken(wish)
  const { sql, parameters } = setColumns(change, COLUMNS, 2)
  await tx.query(`update asset set ${sql} where id = $1`, [id, ...parameters])
  const after = await getAsset(tx, id)
  const changed = difference(said(before), said(after))
  await assetsChanged(tx, [id], rankableOf(changed))
  await audit(tx, actor, 'asset.change', `asset/${id}`, { asset: after.name, ...changed })
  return after
}

/**
 * Deletes an asset and everything that is its own: reports, findings, history. Other assets, components and advisories stay;
 * the raw reports stay in the blob store until housekeeping finds them unused.
 */
export async function deleteAsset(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name, kind } = await getAsset(tx, id)
  // Every table that is distributed by asset_id, also those that are added later.
  const { rows } = await tx.query<{ owned: string }>(
    `select relation.oid::regclass::text as owned from pg_class relation
     where relkind in ('r', 'p') and obj_description(oid, 'pg_class') = 'distributed by asset_id'
       and pg_table_is_visible(oid)
     -- Who uses a package is counted by branch, which the scopes tell.
     order by relname <> 'component_use'`,
  )
  for (const { owned } of rows) await tx.query(`delete from ${owned} where asset_id = $1`, [id])
  await tx.query('delete from asset where id = $1', [id])
  await notify(tx, { topic: 'inventory' })
  await audit(tx, actor, 'asset.delete', `asset/${id}`, { name, kind })
}

const nameTaken = ({ kind, name }: { kind: string; name: string }): AppError =>
  new AppError('name_taken', 409, `There is a ${kind} ${name} already. Choose another name.`)

const said = (asset: Asset) => ({
  kind: asset.kind,
  name: asset.name,
  url: asset.url,
  application: asset.application?.name ?? null,
  defaultBranch: asset.defaultBranch,
  ...contextOf(asset),
})
