import type { OwnerRule } from '../../model/owner.ts'
import type { Tx } from '../../platform/database.ts'

/**
 * Makes what a scope says of owners what its report shows; the order of the rules is kept. Nothing is written when it is the same. Returns
 * whether it changed. `incomplete` = a part of the report is missing: what it says is added to what was known.
 */
export async function applyOwners(
  tx: Tx,
  {
    asset,
    scope,
    owners,
    incomplete,
  }: { asset: string; scope: string; owners: readonly OwnerRule[]; incomplete: boolean },
): Promise<boolean> {
  const before = await readOwnerRules(tx, asset, scope)
  const rules = incomplete
    ? [...before, ...owners.filter((one) => !before.some((rule) => isSame(rule, one)))]
    : owners
  if (before.length === rules.length && before.every((rule, i) => isSame(rule, rules[i] as OwnerRule)))
    return false
  await tx.query('delete from asset_owner where asset_id = $1 and scope_id = $2', [asset, scope])
  await tx.query(
    `insert into asset_owner (asset_id, scope_id, seq, path, owner, source)
     select $1, $2, o.seq, o.path, o.owner, o.source
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality as o (path, owner, source, seq)`,
    [
      asset,
      scope,
      rules.map(({ path }) => path),
      rules.map(({ owner }) => owner),
      rules.map(({ source }) => source),
    ],
  )
  return true
}

const isSame = (a: OwnerRule, b: OwnerRule): boolean =>
  a.path === b.path && a.owner === b.owner && a.source === b.source

/** The rules of one scope of an asset, in their order. */
async function readOwnerRules(tx: Tx, asset: string, scope: string): Promise<OwnerRule[]> {
  const { rows } = await tx.query<OwnerRule>(
    `select 'owner' as type, path, owner, source from asset_owner where asset_id = $1 and scope_id = $2 order by seq`,
    [asset, scope],
  )
  return rows
}

/** All rules of some assets, in their order; assets without any are left out. */
export async function readRulesOfAssets(
  tx: Tx,
  assets: readonly string[],
): Promise<Map<string, OwnerRule[]>> {
  const { rows } = await tx.query<{ asset: string; rules: OwnerRule[] }>(
    `select asset_id as asset,
       jsonb_agg(jsonb_build_object('type', 'owner', 'path', path, 'owner', owner, 'source', source) order by scope_id, seq) as rules
     from asset_owner where asset_id = any($1::uuid[]) group by asset_id`,
    [assets],
  )
  return new Map(rows.map(({ asset, rules }) => [asset, rules]))
}
