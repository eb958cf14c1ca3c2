import { ownersFinder } from '../../discovery/owners/codeowners.ts'
import { readRulesOfAssets } from '../../inventory/owners/apply-owners.ts'
import { OWNER_SOURCES, type OwnerRule, type OwnerSource } from '../../model/owner.ts'
import type { Tx } from '../../platform/database.ts'
import { SAME_STATE } from '../same-state.ts'

export interface Owner {
  handle: string
  source: OwnerSource
  /** The rule's pattern or folder; empty for the team of an application. */
  path: string
}

/** Owners of a path of an asset, the one that counts first. */
export type FindOwners = (path: string) => Owner[]

/**
 * How paths of assets find their owners: the last rule of CODEOWNERS that matches, else the catalogue, OWNERS and MAINTAINERS nearest to
 * them, else the team of the asset's application, else whom packages name, else who changed the part most of late.
 */
export async function ownersOfAssets(tx: Tx, assets: readonly string[]): Promise<Map<string, FindOwners>> {
  const rules = await readRulesOfAssets(tx, assets)
  const { rows } = await tx.query<{ asset: string; team: string | null }>(
    `select a.id as asset, p.team_id as team from asset a left join application p on p.id = a.application_id
     where a.id = any($1::uuid[])`,
    [assets],
  )
  return new Map(rows.map(({ asset, team }) => [asset, ownersBy(rules.get(asset) ?? [], team)]))
}

function ownersBy(rules: readonly OwnerRule[], teamId: string | null): FindOwners {
  const find = ownersFinder(rules)
  const team: Owner[] = teamId ? [{ handle: `team:${teamId}`, source: 'team', path: '' }] : []
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
 * Says of findings of assets whose they are: of all, or of those that this transaction wrote. Each distinct path is looked up once; rows
 * whose owner stays are not written. Returns how many were.
 */
export async function resolveOwners(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
): Promise<number> {
  const scope = `f.asset_id = any($1::uuid[]) and f.merged_into is null ${which === 'all' ? '' : 'and f.xmin = pg_current_xact_id()::xid'}`
  const owned = await assetsWithOwners(tx, assets)
  const rest = assets.filter((asset) => !owned.has(asset))
  const cleared = rest.length > 0 ? await clearOwners(tx, rest, scope) : 0
  return cleared + (owned.size > 0 ? await writeOwners(tx, [...owned], scope) : 0)
}

/** Those of which a rule or an application's team says whose they are. */
async function assetsWithOwners(tx: Tx, assets: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `select a.id from asset a left join application p on p.id = a.application_id
     where a.id = any($1::uuid[]) and (p.team_id is not null or exists (select from asset_owner o where o.asset_id = a.id))`,
    [assets],
  )
  return new Set(rows.map(({ id }) => id))
}

async function clearOwners(tx: Tx, assets: readonly string[], scope: string): Promise<number> {
  const { rowCount } = await tx.query(
    `update finding f set ${SAME_STATE}, owner = null, owner_source = null where ${scope} and f.owner is not null`,
    [assets],
  )
  return rowCount ?? 0
}

async function writeOwners(tx: Tx, assets: readonly string[], scope: string): Promise<number> {
  const { rows } = await tx.query<{ asset: string; path: string }>(
    `select distinct f.asset_id as asset, coalesce(f.path, '') as path from finding f where ${scope}`,
    [assets],
  )
  if (rows.length === 0) return 0
  const finders = await ownersOfAssets(tx, [...new Set(rows.map(({ asset }) => asset))])
  const owners = rows.map(({ asset, path }) => finders.get(asset)?.(path)[0])
  const written = await tx.query(
    `update finding f set ${SAME_STATE}, owner = o.owner, owner_source = o.source
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as o (asset, path, owner, source)
     where ${scope} and f.asset_id = o.asset and coalesce(f.path, '') = o.path
       and (f.owner, f.owner_source) is distinct from (o.owner, o.source)`,
    [
      assets,
      rows.map(({ asset }) => asset),
      rows.map(({ path }) => path),
      owners.map((one) => one?.handle ?? null),
      owners.map((one) => one?.source ?? null),
    ],
  )
  return written.rowCount ?? 0
}
