import { arrayTexts, copyBinary } from '../../findings/posture-index/copy-binary.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { INPUT_KEY } from '../rank-input.ts'

/** The open findings of one asset, column by column. */
export interface ScoredAsset {
  asset: string
  /** 16 bytes a finding. */
  ids: Buffer
  keys: Iterable<string>
  /** What policies add, tenths; big-endian, two bytes each, as the next ones. */
  points: Buffer
  /** The score as it stands, tenths. */
  scores: Buffer
  /** What a combination scores at least, tenths; 0 for all else. */
  leasts: Buffer
}

/** While the findings of one batch are scored, the database reads another: together they use two cores. */
const LANES = 2
// Some thousands of findings in most estates.
const BATCH = 25

/**
 * Reads the open findings of the posture with what their scores are made of, batch by batch, and tells of each asset's. As the server's
 * binary columns they cost half of what they cost as rows.
 */
export async function readScored(
  pool: Pool,
  assets: readonly string[],
  tell: (asset: ScoredAsset) => Promise<void>,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(assets.length / BATCH) }, (_, n) => n * BATCH).values()
  const lane = (): Promise<void> =>
    transaction(pool, async (tx) => {
      for (const start of starts)
        for (const row of await copyBinary(tx, columnsOf(assets.slice(start, start + BATCH))))
          await tell(scoredAsset(row as Columns))
    })
  await Promise.all(Array.from({ length: LANES }, lane))
}

type Columns = [asset: Buffer, ids: Buffer, keys: Buffer, points: Buffer, scores: Buffer, leasts: Buffer]

const scoredAsset = ([asset, ids, keys, points, scores, leasts]: Columns): ScoredAsset => ({
  asset: asset.toString(),
  ids,
  keys: arrayTexts(keys),
  points,
  scores,
  leasts,
})

const columnsOf = (assets: readonly string[]): string =>
  `select f.asset_id::text, string_agg(uuid_send(f.id), ''), array_agg(${INPUT_KEY}), string_agg(int2send(f.policy_points), ''),
     string_agg(int2send(coalesce(f.score, 0::smallint)), ''), string_agg(int2send(coalesce(f.least_score, 0::smallint)), '')
   from finding f
   where f.asset_id in (${assets.map((id) => `'${id}'`)}) and f.posture and f.merged_into is null and f.state = 'open'
   group by f.asset_id`
