import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { type Block, newDictionaries } from './block.ts'
import type { Cell } from './cell.ts'
import { type Directory, readDirectory } from './directory.ts'
import { type PolicyOutcomes, readPolicyOutcomes } from './policy-outcomes.ts'
import { readBlocks, readChanges } from './read-blocks.ts'
import { type Days, readDays } from './read-days.ts'
import type { Weakness } from './weakness.ts'

/** Everything lists, facets and counts need to know about the findings of the posture. */
export interface Posture extends Directory {
  /** By asset, in the order of asset ids; assets without findings are left out. */
  blocks: ReadonlyMap<string, Block>
  /** By asset; those that never had a finding are left out. */
  days: ReadonlyMap<string, Days>
  cells: readonly Cell[]
  weaknesses: readonly Weakness[]
  /** Ids of people; empty for nobody. */
  assignees: readonly string[]
  /** What policies make of findings, by number. */
  outcomes: PolicyOutcomes
  /** As sources write them; empty for nobody. */
  owners: readonly string[]
}

/**
 * The posture's narrow columns in memory, about 100 bytes a finding. The database stays the only truth: before each answer one
 * small statement asks whether any asset's findings changed (`finding_version`), and those that did are read again.
 * See docs/decisions/0003-lists-from-memory.md.
 */
class PostureIndex {
  readonly #pool: Pool
  readonly #known = newDictionaries()
  #posture: Posture | undefined
  #kept = new Map<string, Kept>()
  #mark = ''
  #running: Promise<Posture> | undefined
  #next: Promise<Posture> | undefined

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** The posture as of a moment after this call. Callers that come while it is being read share the next reading. */
  fresh(): Promise<Posture> {
    if (!this.#running) return this.#start()
    // What runs may have looked before this call: wait for it, then look again.
    const again = (): Promise<Posture> => {
      this.#next = undefined
      return this.#running ?? this.#start()
    }
    this.#next ??= this.#running.then(again, again)
    return this.#next
  }

  #start(): Promise<Posture> {
    this.#running = this.#refresh().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  async #refresh(): Promise<Posture> {
    const { rows } = await this.#pool.query<{ mark: string }>(`select ${MARK} as mark`)
    if (this.#posture && rows[0]?.mark === this.#mark) return this.#posture
    return transaction(this.#pool, (tx) => this.#read(tx))
  }

  async #read(tx: Tx): Promise<Posture> {
    await tx.query('set transaction isolation level repeatable read, read only')
    const { rows } = await tx.query<{ mark: string; since: string | null }>(
      `select ${MARK} as mark, ${OLDEST_RUNNING} as since`,
    )
    const { mark, since } = rows[0] as { mark: string; since: string | null }
    const directory = await readDirectory(tx)
    const versions = await readVersions(tx)
    const kept = new Map<string, Kept>()
    for (const [id, version] of versions) {
      const old = this.#kept.get(id)
      const now = { version, since: since === null ? undefined : BigInt(since) }
      kept.set(
        id,
        old?.version === version
          ? old
          : { ...now, block: await this.#catchUp(tx, id, old, now), days: undefined },
      )
    }
    const changed = [...kept].filter(([id, one]) => this.#kept.get(id) !== one).map(([id]) => id)
    const days = await readDays(tx, changed)
    for (const id of changed) (kept.get(id) as Kept).days = days.get(id)
    const unread = changed.filter((id) => kept.get(id)?.block === 'unread')
    const blocks = await readBlocks(tx, unread, this.#known)
    for (const id of unread) kept.set(id, { ...(kept.get(id) as Kept), block: blocks.get(id) })
    this.#kept = kept
    this.#mark = mark
    this.#posture = {
      ...directory,
      blocks: new Map(
        [...kept].flatMap(([id, { block }]) => (block && block !== 'unread' ? [[id, block]] : [])),
      ),
      days: new Map([...kept].flatMap(([id, { days }]) => (days ? [[id, days]] : []))),
      cells: this.#known.cells.items,
      weaknesses: this.#known.weaknesses.items,
      assignees: this.#known.assignees.items,
      outcomes: await readPolicyOutcomes(tx, this.#posture?.outcomes ?? []),
      owners: this.#known.owners.items,
    }
    return this.#posture
  }

  /** A large block with what changed since it was read. */
  async #catchUp(
    tx: Tx,
    asset: string,
    old: Kept | undefined,
    now: Pick<Kept, 'since'>,
  ): Promise<Block | 'unread'> {
    if (!old?.block || old.block === 'unread' || old.block.size < LARGE) return 'unread'
    const { block, since } = old
    if (since === undefined || now.since === undefined || now.since < since || now.since > since + FAR)
      return 'unread'
    return (await readChanges(tx, asset, { block, since }, this.#known)) ?? 'unread'
  }
}

interface Kept {
  /** Undefined for an asset without shown findings. */
  block: Block | 'unread' | undefined
  days: Days | undefined
  version: number
  /** The oldest transaction that still ran when it was read; undefined where that tells nothing. */
  since: bigint | undefined
}

// Citus keeps rows on other servers, which number their transactions by themselves.
const OLDEST_RUNNING = `case when not exists (select from pg_extension where extname = 'citus')
  then pg_snapshot_xmin(pg_current_snapshot())::text end`

// A smaller one is read whole as fast.
const LARGE = 2_000
// Numbers of transactions in rows wrap around after twice as many.
const FAR = 2n ** 30n

// Changes with any committed change of versions, assets, applications or teams; xmin is new for every new version of a row. It is asked
// before each answer: ids as texts would take three times as long, which is most of an answer where there are 50,000 assets.
const rowsMark = (table: string): string =>
  `(select bit_xor(uuid_hash_extended(id, xmin::text::bigint)) from ${table})`
const MARK = `concat_ws(' ', (select bit_xor(uuid_hash_extended(asset_id, version)) from finding_version),
  ${rowsMark('asset')}, ${rowsMark('application')}, ${rowsMark('team')})`

async function readVersions(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: string; version: number }>(
    'select asset_id as id, version from finding_version order by asset_id',
  )
  return new Map(rows.map((row) => [row.id, row.version]))
}

const indexes = new WeakMap<Pool, PostureIndex>()

/** The posture of a database as of now, from this process's one index of it. */
export function currentPosture(pool: Pool): Promise<Posture> {
  const index = indexes.get(pool) ?? new PostureIndex(pool)
  indexes.set(pool, index)
  return index.fresh()
}
