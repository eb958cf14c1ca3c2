import type { FindingState } from '../../model/finding-state.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import type { Block } from './block.ts'
import { copyBinary } from './copy-binary.ts'
import { timesOf } from './times-of.ts'

/** What changed the states of a block's findings, in the order of their rows, each row's in the order of time. */
export interface StateHistory {
  /** Where each row's changes begin; one more at the end. */
  starts: Uint32Array
  /** Milliseconds since 1970. */
  at: Float64Array
  /** {@link CHANGES} */
  what: Uint8Array
}

/** What a tool saw, or what a person or an exception said from then on; `undecided` takes a word back. */
export const CHANGES = ['fixed', 'reopened', 'undecided', 'open', 'accepted', 'false_positive'] as const
export const REOPENED = CHANGES.indexOf('reopened')

const histories = new WeakMap<Block, StateHistory>()
const loading = new WeakMap<Pool, Promise<void>>()

/**
 * Reads the histories of blocks that have none yet; after it `historyOf` answers for all of them. A history belongs to the block, which
 * is made anew with any change of its asset's findings.
 */
export async function loadHistories(pool: Pool, blocks: ReadonlyMap<string, Block>): Promise<void> {
  await loading.get(pool)
  const missing = [...blocks].filter(([, block]) => !histories.has(block))
  if (missing.length === 0) return
  const work = readAll(pool, missing)
  // Whoever comes meanwhile waits, and reads what is then still missing; a failure is for who started it.
  loading.set(
    pool,
    work.catch(() => {}),
  )
  await work
}

export const historyOf = (block: Block): StateHistory => histories.get(block) ?? NONE
/** Of a block that was made from another one, row by row. */
export const copyHistory = (from: Block, to: Block): void => void histories.set(to, historyOf(from))

const NONE: StateHistory = { starts: new Uint32Array(0), at: new Float64Array(0), what: new Uint8Array(0) }
const BATCH = 100

async function readAll(pool: Pool, blocks: [string, Block][]): Promise<void> {
  for (let i = 0; i < blocks.length; i += BATCH) {
    const batch = blocks.slice(i, i + BATCH)
    const rows = await transaction(pool, (tx) => copyBinary(tx, read(batch.map(([id]) => id))))
    const byAsset = new Map(rows.map(([asset, ...columns]) => [String(asset), columns as Columns]))
    for (const [id, block] of batch) histories.set(block, arrange(block, byAsset.get(id)))
  }
}

type Columns = [findings: Buffer, at: Buffer, what: Buffer]

// The ids come from the database itself.
const read = (assets: string[]): string => `
  select asset_id::text, string_agg(uuid_send(finding_id), ''), string_agg(timestamptz_send(at), ''), string_agg(int2send(what), '')
  from (select asset_id, finding_id, at, case type when 'fixed' then 0::int2 when 'reopened' then 1::int2 else
               (coalesce(array_position(array['open', 'accepted', 'false_positive'], data->>'decision'), 0) + 2)::int2 end as what
        from finding_event where asset_id in (${assets.map((id) => `'${id}'`).join(', ')}) and (type in ('fixed', 'reopened') or data ? 'decision')
        order by asset_id, finding_id, at, id) e
  group by asset_id`

/** Puts changes to their rows: both come in the order of the findings' ids. Those of findings that are not shown are left out. */
function arrange(block: Block, columns: Columns | undefined): StateHistory {
  const starts = new Uint32Array(block.size + 1)
  if (!columns) return { ...NONE, starts }
  const [findings, times, whats] = columns
  const all = timesOf(times, times.length / 8)
  const [at, what]: [number[], number[]] = [[], []]
  for (let row = 0, next = 0; row < block.size; row++) {
    let order = -1
    while (next < all.length) {
      order = findings.compare(block.ids, row * 16, row * 16 + 16, next * 16, next * 16 + 16)
      if (order > 0) break
      if (order === 0) {
        at.push(all[next] as number)
        what.push(whats.readInt16BE(next * 2))
      }
      next++
    }
    starts[row + 1] = at.length
  }
  return { starts, at: Float64Array.from(at), what: Uint8Array.from(what) }
}

const touches = new WeakMap<Block, Float64Array>()

/** When each row came, was fixed or changed its state last (ms). */
export function lastTouched(block: Block): Float64Array {
  const known = touches.get(block)
  if (known) return known
  const { starts, at } = historyOf(block)
  const made = Float64Array.from(block.firstSeen)
  for (let row = 0; row < block.size; row++) {
    const [from = 0, to = 0] = [starts[row], starts[row + 1]]
    const change = to > from ? (at[to - 1] as number) : 0
    made[row] = Math.max(made[row] as number, block.fixed[row] as number, change)
  }
  touches.set(block, made)
  return made
}

/** A row's state after the changes up to a moment, and since when it was fixed then (0 = it was not); undefined when nothing changed later. */
export function stateAfter(
  { starts, at, what }: StateHistory,
  row: number,
  moment: number,
): { state: FindingState; fixed: number } | undefined {
  const [from = 0, to = 0] = [starts[row], starts[row + 1]]
  if (from === to || (at[to - 1] as number) <= moment) return undefined
  let [fixed, decision]: [number, FindingState] = [0, 'open']
  for (let i = from; i < to && (at[i] as number) <= moment; i++) {
    const change = CHANGES[what[i] as number]
    if (change === 'fixed') fixed = at[i] as number
    else if (change === 'reopened') fixed = 0
    else decision = change === 'undecided' || change === undefined ? 'open' : change
  }
  return fixed ? { state: 'fixed', fixed } : { state: decision, fixed: 0 }
}
