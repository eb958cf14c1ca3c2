import type { Pool } from '../src/platform/database.ts'

/** What an asset uses on its main branch and what uses what, as the tables have it, whatever tool said so. */
export async function storedSbom(pool: Pool, asset: string): Promise<{ uses: unknown[]; edges: unknown[] }> {
  const uses = await pool.query(
    `select c.ecosystem, c.namespace, c.name, c.version, c.purl, u.direct, u.scope, u.path, u.root, u.qualifiers
     from component_use u join component c on c.id = u.component_id
     join scope s on s.asset_id = u.asset_id and s.id = u.scope_id and s.branch = 'main'
     where u.asset_id = $1 order by c.id`,
    [asset],
  )
  const edges = await pool.query(
    `select f.name as from, t.name as to from component_edge e
     join component f on f.id = e.from_id join component t on t.id = e.to_id
     join scope s on s.asset_id = e.asset_id and s.id = e.scope_id and s.branch = 'main'
     where e.asset_id = $1 order by f.id, t.id`,
    [asset],
  )
  return { uses: uses.rows, edges: edges.rows }
}
