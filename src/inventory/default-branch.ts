import type { Tx } from '../platform/database.ts'

/** The branch whose findings and packages are an asset's posture. The asset has to be there. */
export async function defaultBranch(tx: Tx, asset: string): Promise<string> {
  const { rows } = await tx.query<{ branch: string }>(
    'select default_branch as branch from asset where id = $1',
    [asset],
  )
  return (rows[0] as { branch: string }).branch
}
