import { lockAsset, lockFree } from '../findings/lock-asset.ts'
import { type RiskCause, recountMany } from '../findings/posture.ts'
import { rescorePostures } from '../findings/rescore-postures.ts'
import { tellOfFindings } from '../findings/tell-of-findings.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import { settleMany } from '../risk/settle-findings.ts'
import type { Change } from '../risk/touches.ts'

// While one waits for the database, the other makes scores.
const LANES = 2
/** Findings of one transaction: enough that what a statement costs by itself is little, and few enough to hold assets for a moment only. */
const BATCH = 2_500

export interface Ranking {
  assets: readonly string[]
  /** What makes it necessary. */
  change?: Change
}

const CAUSES: Partial<Record<Change, RiskCause>> = { weights: 'model', policies: 'policy' }

/**
 * Ranks all findings of assets of which something changed that scores stand on, batch by batch, one transaction each, so that a try that dies
 * goes on where it was. Assets that somebody else is at work on come last, one by one. Returns how many rows were written.
 */
export async function rankAssets(pool: Pool, { assets, change = 'everything' }: Ranking): Promise<number> {
  const batches = (await batchesOf(pool, assets)).values()
  let sum = 0
  const lane = async (): Promise<void> => {
    for (const batch of batches) sum += await rankBatch(pool, batch, change)
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  for (const one of lanes) if (one.status === 'rejected') throw one.reason
  return sum
}

async function rankBatch(pool: Pool, batch: readonly string[], change: Change): Promise<number> {
  let free: string[] = []
  let written = await transaction(pool, async (tx) => {
    free = await lockFree(tx, batch)
    return rank(tx, free, change)
  })
  for (const asset of batch.filter((id) => !free.includes(id)))
    written += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      return rank(tx, [asset], change)
    })
  return written
}

async function rank(tx: Tx, assets: readonly string[], change: Change): Promise<number> {
  const { written, restated } = await settleMany(tx, assets, change)
  if (!written) return 0
  const touched = await recount(tx, assets, restated > 0, CAUSES[change] ?? 'context')
  await tellOfFindings(tx, touched)
  return written
}

/** Returns the assets of which findings were written. */
async function recount(
  tx: Tx,
  assets: readonly string[],
  restated: boolean,
  cause: RiskCause,
): Promise<readonly string[]> {
  const at = new Date()
  if (!restated) return rescorePostures(tx, assets, at, cause)
  const flows = new Map(assets.map((id) => [id, { opened: [], reopened: [], fixed: [] }]))
  await recountMany(tx, flows, at, cause)
  return assets
}

async function batchesOf(pool: Pool, assets: readonly string[]): Promise<string[][]> {
  const { rows } = await pool.query<{ id: string; findings: number }>(
    `select a.id, coalesce(c.findings, 0)::int as findings from unnest($1::uuid[]) as a (id)
     left join (select asset_id, sum(findings) as findings from posture_count where asset_id = any($1::uuid[]) group by 1) c on c.asset_id = a.id`,
    [assets],
  )
  const batches: string[][] = []
  let room = 0
  for (const { id, findings } of rows) {
    if (room < findings || batches.length === 0) {
      batches.push([])
      room = BATCH
    }
    batches.at(-1)?.push(id)
    room -= findings
  }
  return batches
}
