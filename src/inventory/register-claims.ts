import type { AssetClaim } from '../model/asset.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { queueBlastRadius } from './blast-radius.ts'

/**
 * Records the assets that a report about `asset` speaks of (an image, a host, a cloud resource) and that `asset` contains
 * them. A new one belongs to the application of `asset`, so that the same people see it; what a person said about one that is
 * known stays, its attributes are refreshed. Returns how many are new.
 */
export async function registerClaims(
  tx: Tx,
  asset: string,
  claims: readonly AssetClaim[],
  source: string,
): Promise<number> {
  if (claims.length === 0) return 0
  // One row an asset, in one order for everyone: no statement meets a row twice and no two uploads wait in a circle.
  const byName = new Map(claims.map((claim) => [`${claim.kind} ${claim.name}`, claim]))
  const sorted = [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, claim]) => claim)
  const made = await tx.query(
    `insert into asset (id, kind, name, attributes, application_id)
     select claim.*, parent.application_id
     from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[]) as claim, asset parent where parent.id = $5
     on conflict (kind, name) do update set attributes = asset.attributes || excluded.attributes
       where not asset.attributes @> excluded.attributes
     returning (xmax = 0) as made`,
    [
      sorted.map(newId),
      sorted.map((c) => c.kind),
      sorted.map((c) => c.name),
      sorted.map((c) => c.attributes ?? {}),
      asset,
    ],
  )
  const linked = await tx.query(
    `insert into asset_link (from_id, kind, to_id, source)
     select $1, 'contains', a.id, $4 from asset a
     join unnest($2::text[], $3::text[]) as c (kind, name) on c.kind = a.kind and c.name = a.name
     where a.id <> $1
     on conflict do nothing`,
    [asset, sorted.map((c) => c.kind), sorted.map((c) => c.name), source],
  )
  if (linked.rowCount) await queueBlastRadius(tx)
  return made.rows.filter((row) => row.made).length
}
