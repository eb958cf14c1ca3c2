import { SAME_STATE } from '../findings/same-state.ts'
import type { Tx } from '../platform/database.ts'
import { modelInForce } from './models/model-in-force.ts'
import { INPUT_KEY } from './rank-input.ts'
import { riskContexts } from './ranking-basis.ts'
import { bounded } from './score/score.ts'
import { type KeyScorer, keyScorer } from './score-keys.ts'

/** A finding's own words of its score as text; what is not known yet is -1, which no value is. */
const HAD = `concat_ws(' ', coalesce(f.likelihood, -1), coalesce(f.impact, -1), f.certainty, coalesce(f.ssvc, -1), coalesce(f.score, -1))`

type Row = [asset: string, id: string, key: string, policyPoints: number, least: number, had: string]

// So many keys and ids are some megabytes here, and take the database a moment to write.
const PAGE = 10_000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Ranks findings of assets: all, or only those that have no score (new or rewritten). They are scored in TypeScript; only
 * rows whose score is another one are sent back and written. Returns how many were. The same score as `first-score.ts` makes.
 */
export async function rankFindings(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
): Promise<number> {
  let after: readonly string[] = [BEFORE_ALL, BEFORE_ALL]
  let written = 0
  let scorer: KeyScorer | undefined
  for (;;) {
    const rows = await readPage(tx, assets, which, after)
    if (rows.length === 0) return written
    scorer ??= keyScorer(await riskContexts(tx, assets), await modelInForce(tx))
    written += await write(tx, assets, rows, scorer)
    if (rows.length < PAGE) return written
    after = (rows.at(-1) as Row).slice(0, 2) as string[]
  }
}

async function readPage(
  tx: Tx,
  assets: readonly string[],
  which: 'all' | 'unranked',
  after: readonly string[],
): Promise<Row[]> {
  const { rows } = await tx.query({
    text: `select f.asset_id, f.id, ${INPUT_KEY}, f.policy_points, coalesce(f.least_score, 0), ${HAD} from finding f
           where f.asset_id = any($1::uuid[]) and f.merged_into is null and (f.asset_id, f.id) > ($2, $3)
             ${which === 'unranked' ? 'and f.score is null' : ''}
           order by f.asset_id, f.id limit ${PAGE}`,
    values: [assets, ...after],
    rowMode: 'array',
  })
  return rows as unknown as Row[]
}

async function write(
  tx: Tx,
  assets: readonly string[],
  rows: readonly Row[],
  scorer: KeyScorer,
): Promise<number> {
  const columns = Array.from({ length: 7 }, (): (string | number | null)[] => [])
  for (const [asset, id, key, points, least, had] of rows) {
    const { likelihood, impact, certainty, score } = scorer.score(asset, key)
    const ssvc = scorer.ssvc(asset, key)
    const now = Math.max(bounded(score + points), least)
    if (had === `${likelihood} ${impact} ${certainty} ${ssvc ?? -1} ${now}`) continue
    const values = [asset, id, likelihood, impact, certainty, ssvc, now]
    for (let column = 0; column < values.length; column++)
      (columns[column] as (typeof values)[number][]).push(values[column] as (typeof values)[number])
  }
  if (columns[0]?.length === 0) return 0
  const { rowCount } = await tx.query(
    `update finding f set ${SAME_STATE}, likelihood = r.likelihood, impact = r.impact, certainty = r.certainty, ssvc = r.ssvc, score = r.score
     from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::smallint[], $6::smallint[], $7::smallint[], $8::smallint[])
       as r (asset_id, id, likelihood, impact, certainty, ssvc, score)
     where f.asset_id = any($1::uuid[]) and f.asset_id = r.asset_id and f.id = r.id`,
    [assets, ...columns.map(arrayText)],
  )
  return rowCount ?? 0
}

/** An array as PostgreSQL writes it: the driver takes ten times as long to make the same text. */
const arrayText = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'null').join(',')}}`
