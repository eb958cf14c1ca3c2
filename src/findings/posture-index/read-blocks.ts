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
  const blocks = new Map<string, Block>()
  const batches = batchesOf(assets)
  let coming = readColumns(tx, batches[0] ?? [], condition)
  for (let i = 0; i < batches.length; i++) {
    const rows = await coming
    // The server reads the next batch while this one is taken apart.
    coming = readColumns(tx, batches[i + 1] ?? [], condition)
    // Awaited in the next turn; until then a failure is not an unhandled one.
    coming.catch(() => {})
    for (const [asset, ...columns] of rows)
      blocks.set(String(asset), await makeBlock(columns as BlockBytes, known))
  }
  return blocks
}

// Some thousands of findings in most estates.
const BATCH = 25

function batchesOf(assets: readonly string[]): string[][] {
  const ids = assets.filter((id) => UUID.test(id))
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, i) =>
    ids.slice(i * BATCH, (i + 1) * BATCH),
  )
}

async function readColumns(tx: Tx, assets: readonly string[], condition: string): Promise<Buffer[][]> {
  if (assets.length === 0) return []
  return copyBinary(
    tx,
    `select asset_id::text, string_agg(uuid_send(id), ''), string_agg(int2send(coalesce(score, 0::smallint)), ''),
       string_agg(timestamptz_send(first_seen), ''), string_agg(timestamptz_send(changed_at), ''),
       array_agg(${CELL}), array_agg(${WEAKNESS}), array_agg(f.place)
     from (select * from finding where asset_id in (${assets.map((id) => `'${id}'`)}) and ${condition}
           order by asset_id, id) f
     group by asset_id`,
  )
}
