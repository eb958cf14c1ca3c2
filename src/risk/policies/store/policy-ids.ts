import type { Pool, Tx } from '../../../platform/database.ts'
import { shippedId, shippedPolicies } from '../shipped.ts'

/** Ids of policies by the names that findings keep of them; of repositories' own only that of the asset. */
export async function policyIds(db: Pool | Tx, asset: string): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select id, name from policy where source = 'stored' or (source = 'repository' and asset_id = $1)
     order by source = 'stored'`,
    [asset],
  )
  const shipped = (await shippedPolicies()).map((name): [string, string] => [name, shippedId(name)])
  return new Map([...rows.map(({ id, name }): [string, string] => [name, id]), ...shipped])
}
