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

/** Contexts are few, and told apart by number: the same text is the same context. */
export interface RiskContexts {
  kinds: RiskContext[]
  /** Of each asset the number of its context. */
  of: Map<string, number>
}

/** The contexts of some assets, or of all. */
export async function riskContexts(tx: Tx, assets?: readonly string[]): Promise<RiskContexts> {
  const { rows } = await tx.query<RiskContext & { id: string }>(
    `select a.id, ${CONTEXT} from asset a left join application p on p.id = a.application_id
     where $1::uuid[] is null or a.id = any($1)`,
    [assets ?? null],
  )
  const numbers = new Map<string, number>()
  const contexts: RiskContexts = { kinds: [], of: new Map() }
  for (const { id, ...context } of rows) {
    const text = JSON.stringify(context)
    const number = numbers.get(text) ?? contexts.kinds.push(context) - 1
    numbers.set(text, number)
    contexts.of.set(id, number)
  }
  return contexts
}
