import type { Pool } from '../../platform/database.ts'
import { idOf } from '../posture-index/block.ts'
import { postureFor } from './branches.ts'
import type { FindingFilter } from './filter.ts'
import type { Reader } from './reader.ts'
import { rowsIn, select } from './selection.ts'

/** Everything a filter matches: finding ids by asset, in the order of asset ids. */
export async function matchingFindings(
  pool: Pool,
  filter: FindingFilter,
  reader: Reader,
): Promise<[string, string[]][]> {
  const selection = select(await postureFor(pool, filter), filter, reader)
  return [...rowsIn(selection)].map(([{ asset, block }, rows]) => [
    asset.id,
    rows.map((row) => idOf(block, row)),
  ])
}
