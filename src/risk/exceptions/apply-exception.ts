import { lockAsset } from '../../findings/lock-asset.ts'
import { type Rank, settle } from '../../findings/triage/settle.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { candidateAssets } from './candidate-assets.ts'
import { cover } from './cover.ts'
import { EXCEPTION, type Exception, type ExceptionRow, exceptionOf } from './exception.ts'
import { matchStanding } from './match-standing.ts'

/** Task that applies an exception that covers more than named findings: `{ exception }`. */
export const APPLY_EXCEPTION_TASK = 'apply_exception'

/** Undefined for one that nobody has. */
export async function readException(db: Pool | Tx, id: string): Promise<Exception | undefined> {
  const { rows } = await db.query<ExceptionRow>(`select ${EXCEPTION} from exception e where e.id = $1`, [id])
  return rows[0] && exceptionOf(rows[0])
}

/**
 * Gives everything that an exception means its state, asset by asset, one transaction each: a try that dies goes on where it was. Nothing
 * happens unless it is active. Returns how many findings changed.
 */
export async function applyException(pool: Pool, id: string, rank: Rank): Promise<number> {
  const exception = await readException(pool, id)
  if (exception?.status !== 'active') return 0
  let changed = 0
  for (const asset of await assetsOf(pool, exception))
    changed += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const at = new Date()
      const findings = await findingsOf(tx, asset, exception)
      const written = await cover(tx, exception, { asset, findings, at })
      if (written.length > 0) await settle(tx, { asset, at }, rank)
      return written.length
    })
  return changed
}

/** The assets that an exception may touch, in the order of ids. */
export async function assetsOf(pool: Pool, exception: Exception): Promise<string[]> {
  if (exception.target.type !== 'findings') return candidateAssets(pool, exception)
  const { rows } = await pool.query<{ asset: string }>(
    'select distinct asset_id as asset from exception_finding where exception_id = $1 order by 1',
    [exception.id],
  )
  return rows.map(({ asset }) => asset)
}

async function findingsOf(tx: Tx, asset: string, exception: Exception): Promise<string[]> {
  if (exception.target.type !== 'findings') {
    const matched = await matchStanding(tx, [asset], [exception], { lookedAt: 'all', initial: true })
    return matched.map(({ finding }) => finding)
  }
  const { rows } = await tx.query<{ id: string }>(
    `select finding_id as id from exception_finding where asset_id = $1 and exception_id = $2 and lapsed_at is null`,
    [asset, exception.id],
  )
  return rows.map(({ id }) => id)
}
