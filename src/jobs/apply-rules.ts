import { applyMergeRules } from '../findings/merging/apply-rules.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { settleWritten } from '../risk/settle-findings.ts'

/** Merges and splits the stored findings of assets by the rules of now; one transaction an asset, so that a try that dies goes on where it was. */
export async function applyRules(pool: Pool, { assets }: { assets: string[] }): Promise<void> {
  for (const asset of assets) await transaction(pool, (tx) => applyMergeRules(tx, asset, settleWritten))
}
