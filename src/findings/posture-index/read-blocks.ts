import type { Tx } from '../../platform/database.ts'
import { type Block, type BlockBytes, type Dictionaries, makeBlock } from './block.ts'
import { CELL } from './cell.ts'
import { copyBinary } from './copy-binary.ts'
import { WEAKNESS } from './weakness.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The posture: what was seen on the default branch and is not part of another finding. */
const POSTURE = 'posture and merged_into is null'

/**
 * Reads findings of some assets, as one row of columns an asset: aggregated by the server, a million findings cost a third of
 * what they cost as rows. Assets without any are left out. `condition` is SQL over the table `finding`.
 */
export async function readBlocks(
  tx: Tx,
  assets: readonly string[],
  known: Dictionaries,
  condition = POSTURE,
): Promise<Map<string, Block>> {
  if (assets.length === 0) return new Map()
  const ids = assets.filter((id) => UUID.test(id)).map((id) => `'${id}'`)
  const rows = await copyBinary(
    tx,
    `select asset_id::text, string_agg(uuid_send(id), ''), string_agg(int2send(coalesce(score, 0::smallint)), ''),
       string_agg(timestamptz_send(first_seen), ''), string_agg(timestamptz_send(changed_at), ''),
       array_agg(${CELL}), array_agg(${WEAKNESS}), array_agg(f.place)
     from (select * from finding where asset_id in (${ids}) and ${condition} order by asset_id, id) f
     group by asset_id`,
  )
  const blocks = new Map<string, Block>()
  for (const [asset, ...columns] of rows)
    blocks.set(String(asset), await makeBlock(columns as BlockBytes, known))
  return blocks
}
