import type { Tx } from '../../platform/database.ts'

/** The scope of the same tool and target on the asset's default branch, when it was seen. */
export async function defaultScope(
  tx: Tx,
  { asset, tool, name }: { asset: string; tool: string; name: string },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `select s.id from scope s join asset a on a.id = $1 and s.branch = a.default_branch
     where s.asset_id = $1 and s.tool = $2 and s.name = $3`,
    [asset, tool, name],
  )
  return rows[0]?.id
}
