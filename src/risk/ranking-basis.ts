import type { Tx } from '../platform/database.ts'
import { modelInForce } from './models/model-in-force.ts'
import type { RiskContext } from './score/input.ts'
import type { RiskModel } from './score/score.ts'

/** What all scores of an asset's findings stand on besides the findings themselves. */
export interface RankingBasis {
  context: RiskContext
  model: RiskModel
}

export const rankingBasis = async (tx: Tx, asset: string): Promise<RankingBasis> => ({
  context: await riskContext(tx, asset),
  model: await modelInForce(tx),
})

/** SQL over `asset a left join application p`: people's word of the asset, else of its application, else what discovery found. */
export const CONTEXT = `coalesce(a.criticality, p.criticality) as criticality,
  coalesce(a.exposure, p.exposure, a.found_exposure) as exposure,
  coalesce(a.environment, p.environment) as environment,
  coalesce(a.data_classes, p.data_classes, a.found_data_classes) as "dataClasses",
  coalesce(a.controls, p.controls) as controls, coalesce(a.compliance, p.compliance) as compliance,
  a.blast_radius as "blastRadius"`

export async function riskContext(tx: Tx, asset: string): Promise<RiskContext> {
  const { rows } = await tx.query<RiskContext>(
    `select ${CONTEXT} from asset a left join application p on p.id = a.application_id where a.id = $1`,
    [asset],
  )
  return rows[0] as RiskContext
}
