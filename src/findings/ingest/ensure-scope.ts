import type { Pool } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

export interface ScopeName {
  asset: string
  tool: string
  branch: string
  name: string
}

/** The scope's id; made when the asset, tool, branch and name come together for the first time. */
export async function ensureScope(pool: Pool, { asset, tool, branch, name }: ScopeName): Promise<string> {
  await pool.query(
    `insert into scope (asset_id, id, tool, branch, name) values ($1, $2, $3, $4, $5)
     on conflict (asset_id, tool, branch, name) do nothing`,
    [asset, newId(), tool, branch, name],
  )
  const { rows } = await pool.query<{ id: string }>(
    'select id from scope where asset_id = $1 and tool = $2 and branch = $3 and name = $4',
    [asset, tool, branch, name],
  )
  return (rows[0] as { id: string }).id
}
