import type { Tx } from '../../platform/database.ts'
import { INPUT_KEY } from '../rank-input.ts'
import { FINDING_OF_CHAIN } from './read-chains.ts'

/** A finding that an open combination is made of, with what its score is made of (`rowOfKey`). */
export interface PartOfHit {
  /** The finding that is the combination. */
  hit: string
  asset: string
  key: string
  /** What policies add, in tenths. */
  points: number
}

/** The parts of all open combinations. */
export async function partsOfHits(tx: Tx): Promise<PartOfHit[]> {
  const { rows } = await tx.query<PartOfHit>(
    `select h.hit, f.asset_id as asset, ${INPUT_KEY} as key, f.policy_points as points
     from (select f.id as hit, (part ->> 'asset')::uuid as asset, (part ->> 'id')::uuid as id ${FINDING_OF_CHAIN}
           cross join lateral jsonb_array_elements(c.chain) as link
           cross join lateral jsonb_array_elements(link -> 'findings') as part
           where f.state = 'open' and f.merged_into is null) h
     join finding f on f.asset_id = h.asset and f.id = h.id`,
  )
  return rows
}
