import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { transaction } from './database.ts'
import { enqueue, releaseDeadWorkers, startWorker } from './queue.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.pool.query('create table done (task text, pid int)')
})
afterAll(() => database.drop())

const log = pino({ level: 'silent' })
const until = async (reached: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 400; i++) {
    if (await reached()) return
    await sleep(25)
  }
  throw new Error('it did not happen within 10 s')
}
const jobs = async (where: string): Promise<number> =>
  (await database.pool.query(`select count(*) as n from graphile_worker.jobs where ${where}`)).rows[0].n

test('a job exists when, and only when, its transaction commits', async () => {
  await transaction(database.pool, (tx) => enqueue(tx, 'a', {}))
  const broken = transaction(database.pool, async (tx) => {
    await enqueue(tx, 'a', {})
    throw new Error('no')
  })
  await expect(broken).rejects.toThrow('no')
  expect(await jobs("task_identifier = 'a'")).toBe(1)
  await transaction(database.pool, (tx) => enqueue(tx, 'b', { n: 1 }, { key: 'k' }))
  await transaction(database.pool, (tx) => enqueue(tx, 'b', { n: 2 }, { key: 'k' }))
  expect(await jobs("task_identifier = 'b'")).toBe(1)
})

test('the job of a worker that was killed is done by another at once, that of a living one is left alone', async () => {
  await transaction(database.pool, (tx) => enqueue(tx, 'hang', {}))
  const victim = fork(join(import.meta.dirname, '../../test/hanging-worker.ts'), [database.url])
  await until(async () => (await jobs("task_identifier = 'hang' and locked_at is not null")) === 1)
  const session = new pg.Client({ connectionString: database.url })
  await session.connect()
  expect(await releaseDeadWorkers(session)).toEqual([])
  victim.kill('SIGKILL')
  await once(victim, 'exit')
  const worker = await startWorker({
    url: database.url,
    pool: database.pool,
    tasks: { hang: () => database.pool.query("insert into done values ('hang', 0)").then(() => {}) },
    crontab: '',
    concurrency: 1,
    log,
  })
  await until(async () => (await jobs("task_identifier = 'hang'")) === 0)
  await worker.stop()
  await session.end()
  expect((await database.pool.query("select * from done where task = 'hang'")).rowCount).toBe(1)
})

test('several workers ask the connection that shows them alive one after another', async () => {
  const warnings: string[] = []
  const warn = (warning: Error): void => void warnings.push(warning.message)
  process.on('warning', warn)
  const worker = await startWorker({
    url: database.url,
    pool: database.pool,
    tasks: { quick: () => database.pool.query("insert into done values ('quick', 0)").then(() => {}) },
    crontab: '',
    concurrency: 4,
    log,
  })
  await transaction(database.pool, (tx) => enqueue(tx, 'quick', {}))
  await until(async () => (await jobs("task_identifier = 'quick'")) === 0)
  await worker.stop()
  process.off('warning', warn)
  // pg says so once in a process: nothing before this may have made it do so.
  expect(warnings.filter((text) => text.includes('already executing a query'))).toEqual([])
})

test('a worker that loses the connection which shows it alive says so', async () => {
  const worker = await startWorker({
    url: database.url,
    pool: database.pool,
    tasks: {},
    crontab: '',
    concurrency: 1,
    log,
  })
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stance worker is alive' and datname = current_database()",
  )
  await expect(worker.lost).rejects.toThrow('alive')
  await worker.stop()
})
