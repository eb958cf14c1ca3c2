import { setImmediate } from 'node:timers/promises'
import type { Observation } from '../../model/observation.ts'
import { CopyBatch, copyField, type Pool, type Tx } from '../../platform/database.ts'
import { lockFree } from '../lock-asset.ts'
import type { Opened } from '../posture.ts'
import {
  DETAILS,
  EVENTS,
  FINDINGS,
  lineMaker,
  namesOf,
  OBSERVATIONS,
  type StagedValues,
  staged,
  type Together,
} from './new-rows.ts'

/** Findings whose rows are copied at once: while the database takes them in, the next ones are read. Two such batches are in memory at most. */
const BATCH = 10_000
/** After so many the event loop gets its turn while a batch is copied: the database waits for what comes next no longer than they take. */
const BREATH = 64
const TABLES = [OBSERVATIONS, DETAILS, FINDINGS, EVENTS]

export interface OpeningArgs {
  asset: string
  report: string
  /** The report is about the asset's default branch. */
  main: boolean
  /** Stores the outcomes of policies that were told so far; returns the numbers of all of them by their content. */
  keepOutcomes: () => Promise<ReadonlyMap<string, number>>
  rowsAtOnce?: number
}

/** It opens a finding whatever else the report shows, and the feeds can add nothing to that: it is not about what they are about. */
export const opensAlone = (o: Observation, shared: readonly string[]): boolean =>
  shared.length === 0 && !o.advisories?.length && !o.knownExploited

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
  #batches = emptyBatches()
  #rows = 0
  #running: Promise<void> = Promise.resolve()
  #underWay = 0
  readonly #together: Together
  #makers: ReturnType<typeof lineMaker>[] = []
  readonly #opened = new Map<number, number>()
  /** How many it took. */
  observations = 0

  constructor(tx: Tx, args: OpeningArgs) {
    this.#tx = tx
    this.#args = args
    this.#together = { report: args.report, main: args.main, tool: '', at: '', outcomes: new Map() }
  }

  /** The findings that they open. */
  get opened(): Opened[] {
    return [...this.#opened].map(([severity, count]) => ({ severity, count }))
  }

  /** Told before the first row whose they are: `at` = when all of it was seen. */
  begin({ tool, at }: { tool: string; at: Date }): void {
    Object.assign(this.#together, { tool, at: at.toISOString() })
    this.#makers = TABLES.map((table) => lineMaker(table, this.#together))
  }

  /** Takes a row by {@link STAGED_COLUMNS}; returns a promise where the caller should wait. */
  take(row: StagedValues): Promise<void> | undefined {
    const outcome = staged(row, 'policy_content') as string | null
    if (!this.#args.main || outcome === null || this.#together.outcomes.has(outcome)) return this.#add(row)
    return this.#args.keepOutcomes().then((outcomes) => {
      this.#together.outcomes = outcomes
      return this.#add(row)
    })
  }

  /** What is left over; returns when all of it is in the tables. */
  async end(): Promise<void> {
    if (this.#rows > 0) await this.#send()
    await this.#running
  }

  /** Nothing more is sent on this connection once this returns: the transaction can be taken back. */
  async stop(): Promise<void> {
    await this.#running.catch(() => {})
  }

  #add(row: StagedValues): Promise<void> | undefined {
    const fields = row.map(copyField)
    this.#makers.forEach((make, i) => {
      this.#batches[i]?.add(make(row, fields))
    })
    const severity = staged(row, 'severity') as number
    this.#opened.set(severity, (this.#opened.get(severity) ?? 0) + 1)
    this.observations++
    this.#rows++
    if (this.#rows >= (this.#args.rowsAtOnce ?? BATCH)) return this.#send()
    return this.#underWay > 0 && this.#rows % BREATH === 0 ? setImmediate() : undefined
  }

  /** Waits for the batch before this one. */
  #send(): Promise<void> {
    const [batches, before] = [this.#batches, this.#running]
    this.#batches = emptyBatches()
    this.#rows = 0
    this.#underWay++
    this.#running = before
      .then(async () => {
        for (const [i, table] of TABLES.entries())
          await batches[i]?.copyInto(this.#tx, table.table, namesOf(table))
      })
      .finally(() => {
        this.#underWay--
      })
    this.#running.catch(() => {})
    return before
  }
}

const emptyBatches = (): CopyBatch[] => TABLES.map(() => new CopyBatch())
