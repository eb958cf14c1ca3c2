import { touchFindings } from '../findings/touch-findings.ts'
import type { Tx } from '../platform/database.ts'
import { INPUT_KEY, rowOfKey, scoreInput } from './rank-input.ts'
import { rankingBasis } from './ranking-basis.ts'
import { score } from './score/score.ts'
import { boundedScore } from './score-sql.ts'
import { ssvcRank } from './ssvc-rank.ts'

const SCORE = boundedScore('r.likelihood', 'r.impact', 'f.policy_points')

/**
 * Ranks an asset's findings: all, or only those that have no score (new or rewritten). The score is made once for each
 * distinct input, in TypeScript, and written by one join: rows whose score stays are not written. Returns how many were.
 */
export async function rankFindings(tx: Tx, asset: string, which: 'all' | 'unranked'): Promise<number> {
  const scope = `f.asset_id = $1 and f.merged_into is null ${which === 'unranked' ? 'and f.score is null' : ''}`
  const { rows } = await tx.query<{ key: string }>(
    `select distinct ${INPUT_KEY} as key from finding f where ${scope}`,
    [asset],
  )
  if (!rows.length) return 0
  const { context, model } = await rankingBasis(tx, asset)
  const inputs = rows.map(({ key }) => scoreInput(rowOfKey(key), context))
  const scored = inputs.map((input) => score(input, model))
  const written = await tx.query(
    `update finding f set likelihood = r.likelihood, impact = r.impact, certainty = r.certainty, ssvc = r.ssvc, score = ${SCORE}
     from (select f.id, ${INPUT_KEY} as key from finding f where ${scope}) i
     join unnest($2::text[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[])
       as r (key, likelihood, impact, certainty, ssvc) using (key)
     where f.asset_id = $1 and f.id = i.id
       and (f.likelihood, f.impact, f.certainty, f.ssvc, f.score)
         is distinct from (r.likelihood, r.impact, r.certainty, r.ssvc, ${SCORE})`,
    [
      asset,
      rows.map(({ key }) => key),
      numbers(scored.map(({ likelihood }) => likelihood.value)),
      numbers(scored.map(({ impact }) => impact.value)),
      numbers(scored.map(({ certainty }) => certainty)),
      numbers(inputs.map(ssvcRank)),
    ],
  )
  if (written.rowCount) await touchFindings(tx, asset)
  return written.rowCount ?? 0
}

/** An array as PostgreSQL writes it: the driver takes ten times as long to make the same text. */
const numbers = (values: readonly (number | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join(',')}}`
