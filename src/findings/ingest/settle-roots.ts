import type { Tx } from '../../platform/database.ts'
import { alignRoots } from './align-roots.ts'
import type { ScopeArgs } from './compare.ts'
import { leftOut } from './shown.ts'

/** SQL: the path of an observation as all scopes of its asset would name it; null outside of the scope's root. */
export const sharedPath = (path: string, scope: string): string =>
  `case when starts_with(${path}, ${scope}.path_strip)
   then ${scope}.path_base || substr(${path}, length(${scope}.path_strip) + 1) end`

/** Learns once, from files in common, how a scope's paths relate to those of the asset's other tools on the branch. */
export async function settleRoots(
  tx: Tx,
  { asset, report, scope, branch }: ScopeArgs & { branch: string },
): Promise<void> {
  const own = await tx.query<{ path: string }>(
    `select distinct p.path
     from (select s.path from staged_observation s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
           union all
           select o.path from observation o where ${leftOut('o')}) p
     join scope c on c.asset_id = $1 and c.id = $3 and not c.paths_aligned
     where p.path is not null`,
    [asset, report, scope],
  )
  if (!own.rowCount) return
  const known = await tx.query<{ path: string }>(
    `select distinct ${sharedPath('o.path', 'c')} as path
     from observation o join scope c on c.asset_id = $1 and c.id = o.scope_id and c.branch = $3
     where o.asset_id = $1 and o.scope_id <> $2 and o.path is not null and starts_with(o.path, c.path_strip)`,
    [asset, scope, branch],
  )
  const roots = alignRoots(
    own.rows.map((row) => row.path),
    known.rows.map((row) => row.path),
  )
  if (roots)
    await tx.query(
      'update scope set path_strip = $3, path_base = $4, paths_aligned = true where asset_id = $1 and id = $2',
      [asset, scope, roots.strip, roots.base],
    )
}
