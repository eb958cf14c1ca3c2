import type { Tx } from '../../platform/database.ts'
import { type Block, type BlockBytes, type Dictionaries, makeBlock } from './block.ts'
import { CELL } from './cell.ts'
import { copyBinary } from './copy-binary.ts'
import { mergeBlock } from './merge-block.ts'
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
    `select asset_id::text, ${columns()}
     from (select * from finding where asset_id in (${assets.map((id) => `'${id}'`)}) and ${condition}
           order by asset_id, id) f
     group by asset_id`,
  )
}

/** The columns of a block over rows `f` of `finding` that come in the order of their ids. */
function columns(filter = ''): string {
  const numbers = [
    'uuid_send(f.id)',
    'int2send(coalesce(f.score, 0::smallint))',
    'timestamptz_send(f.first_seen)',
    'timestamptz_send(f.changed_at)',
    "timestamptz_send(coalesce(f.due_at, timestamptz '1970-01-01Z'))",
    "timestamptz_send(coalesce(f.fixed_at, timestamptz '1970-01-01Z'))",
    'int4send(coalesce(f.policy_outcome, 0))',
  ]
  const texts = [CELL, WEAKNESS, "coalesce(f.assignee, '')", "coalesce(f.owner, '')", 'f.place']
  return [
    ...numbers.map((bytes) => `string_agg(${bytes}, '') ${filter}`),
    ...texts.map((text) => `array_agg(${text}) ${filter}`),
  ].join(', ')
}

/**
 * Brings an asset's block up to date by reading only rows that transactions from `since` on wrote: `since` is the oldest
 * transaction that was still running when the block was read. Undefined when that cannot be told: then read it whole.
 */
export async function readChanges(
  tx: Tx,
  asset: string,
  { block, since }: { block: Block; since: bigint },
  known: Dictionaries,
): Promise<Block | undefined> {
  if (!UUID.test(asset)) return undefined
  const [row] = await copyBinary(
    tx,
    `select ${columns('filter (where shown and fresh)')}, string_agg(uuid_send(f.id), '') filter (where fresh and not shown),
       count(*) filter (where shown)
     from (select finding.*, ${POSTURE} as shown, ${writtenSince(since)} as fresh
           from finding where asset_id = '${asset}' order by id) f`,
  )
  const [gone, count] = (row as Buffer[]).slice(-2) as [Buffer, Buffer]
  const merged = mergeBlock(block, await makeBlock((row as Buffer[]).slice(0, -2) as BlockBytes, known), gone)
  return merged.size === Number(count.readBigInt64BE()) ? merged : undefined
}

/** Row versions carry the low 32 bits of their transaction's number, which wrap around: half of them are before, half after. */
const writtenSince = (since: bigint): string =>
  `(finding.xmin::text::bigint - ${since % 2n ** 32n} + 4294967296) % 4294967296 < 2147483648`
