import {
  Logger,
  makeWorkerUtils,
  run,
  runMigrations,
  type TaskList,
  type Logger as WorkerLogger,
} from 'graphile-worker'
import pg from 'pg'
import type { Pool, Tx } from './database.ts'
import type { Log } from './log.ts'

// First key of the two-key advisory locks that tell living workers from dead ones.
const WORKER_LOCK = 7400
const SWEEP_MS = 5_000

/** Makes or upgrades the queue's own tables (schema graphile_worker). Call it under the migration lock. */
export async function migrateQueue(pool: Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: silent })
}

/** Removes queues without jobs and jobs that were given up. */
export async function tidyQueue(pool: Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: silent })
  try {
    await utils.cleanup({ tasks: ['GC_JOB_QUEUES', 'DELETE_PERMAFAILED_JOBS'] })
  } finally {
    await utils.release()
  }
}

const silent = new Logger(() => () => {})

export interface Enqueue {
  /** Jobs of one queue run one after another. */
  queue?: string
  /** A waiting job with this key is replaced, a running one is followed by another. */
  key?: string
  /** Tries before a job that throws (or kills its worker) is given up. */
  attempts?: number
  /** Smaller runs first. */
  priority?: number
}

/** Queues a job inside the caller's transaction: it exists when, and only when, that commits. */
export const enqueue = (tx: Tx, task: string, payload: unknown, options: Enqueue = {}): Promise<void> =>
  enqueueAll(tx, task, [{ payload, ...options }])

/** The same of many jobs of a task. */
export async function enqueueAll(
  tx: Tx,
  task: string,
  jobs: readonly (Enqueue & { payload: unknown })[],
): Promise<void> {
  await tx.query(
    `select graphile_worker.add_job($1, payload := payload, queue_name := queue, job_key := key, max_attempts := attempts, priority := priority)
     from unnest($2::json[], $3::text[], $4::text[], $5::int[], $6::int[]) as j (payload, queue, key, attempts, priority)`,
    [
      task,
      jobs.map(({ payload }) => JSON.stringify(payload)),
      jobs.map(({ queue }) => queue),
      jobs.map(({ key }) => key),
      jobs.map(({ attempts = 5 }) => attempts),
      jobs.map(({ priority = 0 }) => priority),
    ],
  )
}

export interface QueueWorker {
  /** Takes no new jobs, waits for those at work. */
  stop(): Promise<void>
  /** Rejects when this worker must not go on, because it can no longer prove that it is alive. */
  lost: Promise<never>
}

export interface QueueOptions {
  url: string
  pool: Pool
  tasks: TaskList
  /** Lines of `minute hour day month weekday task`, UTC. */
  crontab: string
  concurrency: number
  log: Log
}

/**
 * Works off the queue. While it lives, a session holds an advisory lock on its name; jobs locked by a name whose lock is free
 * belong to a dead worker, and any living one gives them back to the queue at once.
 */
export async function startWorker(options: QueueOptions): Promise<QueueWorker> {
  const { url, pool, tasks, crontab, concurrency, log } = options
  const alive = new pg.Client({
    connectionString: url,
    application_name: 'stance worker is alive',
    keepAlive: true,
  })
  alive.on('error', () => {})
  await alive.connect()
  const inTurn = turns()
  let stopping = false
  const lost = new Promise<never>((_, reject) => {
    alive.once('end', () => {
      if (!stopping) reject(new Error('the database connection that shows this worker alive is gone'))
    })
  })
  lost.catch(() => {})
  const release = async (): Promise<void> => {
    const freed = await inTurn(() => releaseDeadWorkers(alive))
    if (freed.length) log.warn({ workers: freed }, 'gave back the jobs of dead workers')
  }
  await release()
  const sweeping = setInterval(
    () => void release().catch((err) => log.warn({ err }, 'cannot look for dead workers')),
    SWEEP_MS,
  )
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    crontab,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    // A running ingest may take minutes; aborting it only means doing it again.
    gracefulShutdownAbortTimeout: 60_000,
    logger: workerLogger(log),
    preset: { plugins: [livePlugin(alive, inTurn)] },
  })
  return {
    lost,
    async stop() {
      stopping = true
      clearInterval(sweeping)
      await runner.stop()
      await alive.end()
    },
  }
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Does one thing after another: a connection answers one query at a time. What fails decides nothing for what comes after it. */
function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
}

/**
 * Takes the lock of a worker's name before it asks for its first job. Each worker asks for itself: one that fails because the database went away
 * must not decide for those that come after it.
 */
const livePlugin = (alive: pg.Client, inTurn: InTurn): GraphileConfig.Plugin => ({
  name: 'StanceWorkerLock',
  version: '1.0.0',
  worker: {
    hooks: {
      async startWorker(_, { worker }) {
        await inTurn(() =>
          alive.query('select pg_advisory_lock_shared($1, hashtext($2))', [
            WORKER_LOCK,
            worker.workerPool.id,
          ]),
        )
      },
    },
  },
})

/** Gives the jobs and queues of workers whose lock is free back; returns the names of those workers. */
export async function releaseDeadWorkers(session: pg.ClientBase): Promise<string[]> {
  const { rows } = await session.query<{ dead: string[] | null }>(
    `with holder as (
       select locked_by as name from graphile_worker._private_jobs where locked_by is not null
       union select locked_by from graphile_worker._private_job_queues where locked_by is not null
     ), lock as (
       select objid from pg_locks
       where locktype = 'advisory' and classid = $1 and database = (select oid from pg_database where datname = current_database())
     ), dead as (
       select array_agg(name) as names from holder where (hashtext(name)::bigint & 4294967295)::oid not in (select objid from lock)
     )
     select names as dead, graphile_worker.force_unlock_workers(names) from dead where names is not null`,
    [WORKER_LOCK],
  )
  return rows[0]?.dead ?? []
}

const workerLogger = (log: Log): WorkerLogger =>
  new Logger((scope) => (level, message, meta) => {
    const write = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const
    log[write[level]]({ ...scope, err: meta?.error }, message)
  })
