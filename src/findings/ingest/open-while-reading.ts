import { setImmediate } from 'node:timers/promises'
import { CopyBatch, type CopyValue, type Pool, type Tx } from '../../platform/database.ts'
import { lockFree } from '../lock-asset.ts'
import type { Opened } from '../posture.ts'
import { insertPlaced, placedRows } from './insert-fresh.ts'
import { STAGED_COLUMNS } from './staged-row.ts'

/** Rows that are inserted at once: while the database does so, the next ones are read. Two such batches are in memory at most. */
const BATCH = 10_000
/** After so many the event loop gets its turn while a batch is inserted: the database waits for its next statement no longer than they take. */
const BREATH = 64

/** They lie in a table of this transaction alone, and each opens its own finding. */
const OPENING = placedRows(
  `opening_observation s cross join lateral (select s.id as finding_id, '{"rule":"first"}'::jsonb as reason) p`,
  's.asset_id = $1 and s.report_id = $2 and s.scope_id = $3',
  'asset_id = $1 and id = $3',
)

export interface OpeningArgs {
  asset: string
  report: string
  /** The report is about the asset's default branch. */
  main: boolean
  /** Called before rows are inserted: stores the outcomes of policies that the rows name by their content. */
  keepOutcomes: () => Promise<void>
  rowsAtOnce?: number
}

/** Nothing was ever found on the asset: whatever a first scope shows is new, and belongs to nothing else. */
export async function isBlank(tx: Tx | Pool, asset: string): Promise<boolean> {
  const { rows } = await tx.query<{ blank: boolean }>(
    `select not exists (select from scope where asset_id = $1 and last_report_id is not null)
        and not exists (select from finding where asset_id = $1) as blank`,
    [asset],
  )
  return rows[0]?.blank === true
}

/**
 * Starts to open findings of a blank asset while its report is still being read, in the transaction that will apply the report: the
 * asset is held from here on. Undefined when somebody else holds it or came before: then the report goes the way of all others.
 */
export async function openWhileReading(tx: Tx, args: OpeningArgs): Promise<OpenWhileReading | undefined> {
  const held = await lockFree(tx, [args.asset])
  return held.length > 0 && (await isBlank(tx, args.asset)) ? new OpenWhileReading(tx, args) : undefined
}

/** Observations of one scope that open a finding each, on their way into the tables. */
export class OpenWhileReading {
  readonly #tx: Tx
  readonly #args: OpeningArgs
  #batch = new CopyBatch()
  #inserted = 0
  #running: Promise<void> = Promise.resolve()
  #underWay = 0
  /** By how many observations, and the findings that they opened; complete after `end`. */
  observations = 0
  readonly opened: Opened[] = []

  constructor(tx: Tx, args: OpeningArgs) {
    this.#tx = tx
    this.#args = args
  }

  /** Takes a row by {@link STAGED_COLUMNS}; returns a promise where the caller should wait. `at` = when all of the scope was seen. */
  take(row: readonly CopyValue[], where: { scope: string; at: Date }): Promise<void> | undefined {
    this.observations++
    this.#batch.add(row)
    if (this.#batch.rows >= (this.#args.rowsAtOnce ?? BATCH)) return this.#send(where)
    return this.#underWay > 0 && this.#batch.rows % BREATH === 0 ? setImmediate() : undefined
  }

  /** What is left over; returns when all of it is inserted. */
  async end(where: { scope: string; at: Date }): Promise<void> {
    if (this.#batch.rows > 0) await this.#send(where)
    await this.#running
  }

  /** Nothing more is sent on this connection once this returns: the transaction can be taken back. */
  async stop(): Promise<void> {
    await this.#running.catch(() => {})
  }

  /** Waits for the batch before this one. */
  #send(where: { scope: string; at: Date }): Promise<void> {
    const [batch, before] = [this.#batch, this.#running]
    this.#batch = new CopyBatch()
    this.#underWay++
    this.#running = before
      .then(() => this.#insert(batch, where))
      .finally(() => {
        this.#underWay--
      })
    this.#running.catch(() => {})
    return before
  }

  async #insert(batch: CopyBatch, { scope, at }: { scope: string; at: Date }): Promise<void> {
    const { asset, report, main, keepOutcomes } = this.#args
    await keepOutcomes()
    await this.#tx.query(
      this.#inserted > 0
        ? 'truncate opening_observation'
        : 'create temporary table opening_observation (like staged_observation) on commit drop',
    )
    await batch.copyInto(this.#tx, 'opening_observation', STAGED_COLUMNS)
    const opened = await insertPlaced(this.#tx, OPENING, [asset, report, scope], { at, main })
    this.opened.push(...opened)
    this.#inserted += batch.rows
  }
}
