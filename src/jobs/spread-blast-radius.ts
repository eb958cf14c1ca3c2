import { recountBlastRadius } from '../inventory/blast-radius.ts'
import { assetsChanged } from '../inventory/context.ts'
import { type Pool, transaction } from '../platform/database.ts'

/** Works out how far a break-in in each asset leads, and has the findings of those where it changed ranked again. */
export async function spreadBlastRadius(pool: Pool): Promise<void> {
  const changed = await recountBlastRadius(pool)
  if (changed.length) await transaction(pool, (tx) => assetsChanged(tx, changed, 'context'))
}
