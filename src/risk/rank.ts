import { touchFindings } from '../findings/touch-findings.ts'
import type { Criticality, DataClass, Environment, Exposure } from '../model/application.ts'
import type { Noise } from '../model/noise.ts'
import { severityOfRank } from '../model/severity.ts'
import type { Tx } from '../platform/database.ts'
import { AGE_STEPS, type ScoreInput, score } from './score.ts'

/** What the score takes from the asset: people's word of it, else of its application, else what discovery found. */
export interface RiskContext {
  criticality: Criticality | null
  exposure: Exposure | null
  environment: Environment | null
  dataClasses: DataClass[] | null
}

export async function riskContext(tx: Tx, asset: string): Promise<RiskContext> {
  const { rows } = await tx.query<RiskContext>(
    `select coalesce(a.criticality, p.criticality) as criticality, coalesce(a.exposure, p.exposure, a.found_exposure) as exposure,
            coalesce(a.environment, p.environment) as environment, coalesce(a.data_classes, p.data_classes, a.found_data_classes) as "dataClasses"
     from asset a left join application p on p.id = a.application_id where a.id = $1`,
    [asset],
  )
  return rows[0] as RiskContext
}

/**
 * The columns of a finding that its score depends on, reduced to the steps that make a difference, and never null so that
 * they can be joined on. `-1` stands for null.
 */
export const INPUT = `
  coalesce(f.severity_override, f.severity)::int as severity,
  case when f.severity_override is null then coalesce(f.cvss, -1)::real else -1 end as cvss,
  (cardinality(f.advisories) > 0) as published,
  case f.known_exploited when true then 1 when false then 0 else -1 end as exploited,
  coalesce(round(f.epss::numeric, 3), -1)::real as epss,
  coalesce(f.confidence, 0)::int as confidence,
  least(cardinality(f.tools), 2) as tools,
  width_bucket(extract(epoch from now() - f.first_seen) / 86400, array[${[...AGE_STEPS].reverse().join(', ')}]::numeric[]) as age,
  array_to_string(f.noise, ',') as noise`

const INPUT_COLUMNS = [
  'severity',
  'cvss',
  'published',
  'exploited',
  'epss',
  'confidence',
  'tools',
  'age',
  'noise',
] as const

export interface InputRow {
  severity: number
  cvss: number
  published: boolean
  exploited: number
  epss: number
  confidence: number
  tools: number
  age: number
  noise: string
}

/** An age in days, down to the last step that makes a difference. */
export const ageStep = (days: number): number => AGE_STEPS.find((step) => days >= step) ?? 0

const CONFIDENCES = [null, 'low', 'medium', 'high'] as const

export const scoreInput = (row: InputRow, context: RiskContext): ScoreInput => ({
  severity: severityOfRank(row.severity),
  cvss: row.cvss < 0 ? null : row.cvss,
  cvssVector: null,
  published: row.published,
  knownExploited: row.exploited < 0 ? null : row.exploited === 1,
  epss: row.epss < 0 ? null : row.epss,
  confidence: CONFIDENCES[row.confidence] ?? null,
  tools: row.tools,
  age: row.age === 0 ? 0 : ([...AGE_STEPS].reverse()[row.age - 1] ?? 0),
  noise: row.noise === '' ? [] : (row.noise.split(',') as Noise[]),
  ...context,
})

/**
 * Ranks an asset's findings: all, or only those that have no score (new or rewritten). The score is made once for each
 * distinct input, in TypeScript, and written by one join: rows whose score stays are not written. Returns how many were.
 */
export async function rankFindings(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<number> {
  const scope = `f.asset_id = $1 and f.merged_into is null ${which === 'unranked' ? 'and f.score is null' : ''}`
  const { rows } = await tx.query<InputRow>(`select distinct ${INPUT} from finding f where ${scope}`, [asset])
  if (!rows.length) return 0
  const context = await riskContext(tx, asset)
  const scored = rows.map((row) => score(scoreInput(row, context)))
  const columns = INPUT_COLUMNS.map((column) => rows.map((row) => row[column]))
  const written = await tx.query(
    `update finding f set score = r.score, certainty = r.certainty
     from (select f.id, ${INPUT} from finding f where ${scope}) i
     join unnest($2::int[], $3::real[], $4::bool[], $5::int[], $6::real[], $7::int[], $8::int[], $9::int[], $10::text[], $11::smallint[], $12::smallint[])
       as r (${INPUT_COLUMNS.join(', ')}, score, certainty) using (${INPUT_COLUMNS.join(', ')})
     where f.asset_id = $1 and f.id = i.id and (f.score, f.certainty) is distinct from (r.score, r.certainty)`,
    [asset, ...columns, scored.map((s) => s.score), scored.map((s) => s.certainty)],
  )
  if (written.rowCount) await touchFindings(tx, asset)
  return written.rowCount ?? 0
}
