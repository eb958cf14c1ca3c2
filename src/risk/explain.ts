import type { Tx } from '../platform/database.ts'
import { notFound } from '../platform/errors.ts'
import { INPUT, type InputRow, riskContext, scoreInput } from './rank.ts'
import { type Factor, score } from './score.ts'

export interface Explanation {
  /** 0–100, one decimal: the sum of all points. */
  score: number
  /** 0–100 %. */
  certainty: number
  factors: { id: string; label: string; value: string; known: boolean; points: number; source: string }[]
}

const SOURCES: Record<string, string> = {
  severity: 'the tools that report it',
  exploited: 'reports that carry CISA KEV',
  epss: 'reports that carry FIRST EPSS',
  exposure: 'context of the asset or its application',
  data: 'context of the asset or its application',
  criticality: 'context of the asset or its application',
  environment: 'context of the asset or its application',
  confidence: 'the tools that report it',
  agreement: 'tools merged into this finding',
  age: 'first seen',
  noise: 'path, use of the package and repetition in the reports',
  bounds: 'the scale',
}

/** Why a finding has its score: the same factors that made it, with points that add up to it. Throws `not_found`. */
export async function explainFinding(tx: Tx, asset: string, finding: string): Promise<Explanation> {
  const { rows } = await tx.query<InputRow & { vector: string | null; count: number; overridden: boolean }>(
    `select ${INPUT}, f.cvss_vector as vector, cardinality(f.tools) as count, f.severity_override is not null as overridden
     from finding f where f.asset_id = $1 and f.id = $2`,
    [asset, finding],
  )
  const row = rows[0]
  if (!row) throw notFound('finding', finding)
  const input = { ...scoreInput(row, await riskContext(tx, asset)), cvssVector: row.vector, tools: row.count }
  const made = score(input)
  const source = (factor: Factor): string =>
    factor.id === 'severity' && row.overridden ? "a person's override" : (SOURCES[factor.id] ?? '')
  return {
    score: made.score / 10,
    certainty: made.certainty,
    factors: made.factors.map((f) => ({
      id: f.id,
      label: f.label,
      value: f.value,
      known: f.known,
      points: f.points / 10,
      source: source(f),
    })),
  }
}
