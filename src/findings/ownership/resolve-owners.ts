import { ownersFinder } from '../../discovery/owners/codeowners.ts'
import { readOwnerRules } from '../../inventory/owners/apply-owners.ts'
import { OWNER_SOURCES, type OwnerSource } from '../../model/owner.ts'
import type { Tx } from '../../platform/database.ts'

export interface Owner {
  handle: string
  source: OwnerSource
  /** The rule's pattern or folder; empty for the team of an application. */
  path: string
}

/** Owners of a path of an asset, the one that counts first. */
export type FindOwners = (path: string) => Owner[]

/**
 * How an asset's paths find their owners: the last rule of CODEOWNERS that matches, else the catalogue, OWNERS and MAINTAINERS nearest to
 * them, else the team of the asset's application, else whom packages name, else who changed the part most of late.
 */
export async function ownersOfAsset(tx: Tx, asset: string): Promise<FindOwners> {
  const rules = await readOwnerRules(tx, asset)
  const find = ownersFinder(rules)
  const { rows } = await tx.query<{ team: string }>(
    'select p.team_id as team from asset a join application p on p.id = a.application_id where a.id = $1 and p.team_id is not null',
    [asset],
  )
  const team: Owner[] = rows.map((row) => ({ handle: `team:${row.team}`, source: 'team', path: '' }))
  return (path) => {
    const said = find(path).map(({ owner, source, path }) => ({
      handle: owner,
      source: source as OwnerSource,
      path,
    }))
    return [...said, ...team].sort((a, b) => rankOf(a.source) - rankOf(b.source))
  }
}

const rankOf = (source: OwnerSource): number => {
  const rank = OWNER_SOURCES.indexOf(source)
  return rank < 0 ? OWNER_SOURCES.length : rank
}

/**
 * Says of an asset's findings whose they are: of all, or of those that this transaction wrote. Each distinct path is looked up once; rows
 * whose owner stays are not written. Returns how many were.
 */
export async function resolveOwners(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<number> {
  const scope = `f.asset_id = $1 and f.merged_into is null ${which === 'all' ? '' : 'and f.xmin = pg_current_xact_id()::xid'}`
  const { rows } = await tx.query<{ path: string }>(
    `select distinct coalesce(f.path, '') as path from finding f where ${scope}`,
    [asset],
  )
  if (rows.length === 0) return 0
  const find = await ownersOfAsset(tx, asset)
  const owners = rows.map(({ path }) => find(path)[0])
  const written = await tx.query(
    `update finding f set owner = o.owner, owner_source = o.source
     from unnest($2::text[], $3::text[], $4::text[]) as o (path, owner, source)
     where ${scope} and coalesce(f.path, '') = o.path and (f.owner, f.owner_source) is distinct from (o.owner, o.source)`,
    [
      asset,
      rows.map(({ path }) => path),
      owners.map((one) => one?.handle ?? null),
      owners.map((one) => one?.source ?? null),
    ],
  )
  return written.rowCount ?? 0
}
