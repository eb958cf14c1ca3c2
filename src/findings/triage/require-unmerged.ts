import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'

/** Throws `not_found` for a finding that the asset does not have, `merged` for one that is part of another. */
export async function requireUnmerged(tx: Tx, asset: string, finding: string): Promise<void> {
  const { rows } = await tx.query<{ into: string | null }>(
    'select merged_into as into from finding where asset_id = $1 and id = $2',
    [asset, finding],
  )
  if (!rows[0]) throw notFound('finding', finding)
  const { into } = rows[0]
  if (into) throw new AppError('merged', 409, `Finding ${finding} is part of ${into} now. Work on that one.`)
}
