import type { Tx } from '../../platform/database.ts'

/** Of each part of an asset's context: who said it. */
export interface Origins {
  asset: string
  application: string | null
  /** `asset`, `application` or `discovery`; null = nobody. By the names of RiskContext. */
  said: Record<string, 'asset' | 'application' | 'discovery' | null>
}

const FIELDS = {
  criticality: 'criticality',
  exposure: 'exposure',
  environment: 'environment',
  dataClasses: 'data_classes',
  controls: 'controls',
  compliance: 'compliance',
} as const
const FOUND: ReadonlySet<string> = new Set(['exposure', 'data_classes'])

const WHO = Object.entries(FIELDS).map(
  ([field, column]) =>
    `'${field}', case when a.${column} is not null then 'asset' when p.${column} is not null then 'application'
       ${FOUND.has(column) ? `when a.found_${column} is not null then 'discovery'` : ''} end`,
)

/** Who said what the context of an asset is. */
export async function readOrigins(tx: Tx, asset: string): Promise<Origins> {
  const { rows } = await tx.query<Origins>(
    `select a.name as asset, p.name as application, jsonb_build_object(${WHO.join(', ')}) as said
     from asset a left join application p on p.id = a.application_id where a.id = $1`,
    [asset],
  )
  return rows[0] as Origins
}
