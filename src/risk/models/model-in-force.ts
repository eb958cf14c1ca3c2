import type { Pool, Tx } from '../../platform/database.ts'
import { type RiskModel, SHIPPED } from '../score/score.ts'

/** The weights by which everything is scored: the newest version, else as shipped. */
export async function modelInForce(db: Tx | Pool): Promise<RiskModel> {
  const { rows } = await db.query<RiskModel>(
    'select version, weights from risk_model order by version desc limit 1',
  )
  return rows[0] ?? SHIPPED
}
