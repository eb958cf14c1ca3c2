import type { AssetKind } from '../model/asset.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'

export interface AssetRef {
  id: string
  kind: AssetKind
  name: string
  defaultBranch: string
  created: boolean
}

export interface AssetWanted {
  name: string
  /** Left out: the one asset of that name, whatever it is; a repository when there is none. */
  kind?: AssetKind
  applicationId?: string
  /** Default branch of an asset that is made now. */
  branch?: string
}

/** The asset of a name; made when there is none. Throws `ambiguous_asset` when several kinds share the name and none is given. */
export async function findOrCreateAsset(tx: Tx, wanted: AssetWanted): Promise<AssetRef> {
  const known = await assetsNamed(tx, wanted)
  if (known.length > 1) {
    const kinds = known.map((asset) => asset.kind).join(', ')
    throw new AppError(
      'ambiguous_asset',
      409,
      `Several assets are named ${wanted.name} (${kinds}): say which kind.`,
    )
  }
  if (known[0]) return { ...known[0], created: false }
  const { rowCount } = await tx.query(
    `insert into asset (id, kind, name, application_id, default_branch) values ($1, $2, $3, $4, coalesce($5, 'main'))
     on conflict (kind, name) do nothing`,
    [newId(), wanted.kind ?? 'repository', wanted.name, wanted.applicationId ?? null, wanted.branch ?? null],
  )
  const [asset] = await assetsNamed(tx, { ...wanted, kind: wanted.kind ?? 'repository' })
  return { ...(asset as Omit<AssetRef, 'created'>), created: rowCount === 1 }
}

async function assetsNamed(tx: Tx, { name, kind }: AssetWanted): Promise<Omit<AssetRef, 'created'>[]> {
  const { rows } = await tx.query<Omit<AssetRef, 'created'>>(
    `select id, kind, name, default_branch as "defaultBranch" from asset
     where name = $1 and ($2::text is null or kind = $2) order by kind`,
    [name, kind ?? null],
  )
  return rows
}
