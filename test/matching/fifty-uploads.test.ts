import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outcome } from '../../src/findings/ingest/apply.ts'
import { ingestReport } from '../../src/jobs/ingest-report.ts'
import { tasks } from '../../src/jobs/tasks.ts'
import { openPool, type Pool } from '../../src/platform/database.ts'
import { startWorker } from '../../src/platform/queue.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { expectSound } from '../sound.ts'
import { testUploads, type Uploads } from '../uploads.ts'
import { dice } from './dice.ts'
import { overlappingReport } from './overlapping-reports.ts'

const ROUNDS = 10
const AT_ONCE = 50
const TWICE = 10
const POOLS = 4

let db: TestDatabase
let uploads: Uploads
let pools: Pool[]
/** What each report says, by its id. */
const said = new Map<string, Map<string, string[]>>()

beforeAll(async () => {
  db = await testDatabase()
  uploads = await testUploads(db.pool)
  // Each reading holds two connections, three where it is the first of an asset, and asks for one more.
  const size = (3 * (AT_ONCE + TWICE)) / POOLS + 4
  pools = Array.from({ length: POOLS }, (_, i) => openPool(db.url, size, `stance test ${i}`))
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  await uploads.close()
  await db.drop()
})

test('fifty uploads at once, ten times: nothing twice, nothing lost, nothing stuck', {
  timeout: 480_000,
}, async () => {
  const roll = dice(50)
  for (let round = 0; round < ROUNDS; round++) {
    const reports = await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        const { asset, branch, scope, content, says } = overlappingReport(roll)
        const id = await uploads.submit(content, { asset, branch, scope })
        said.set(id, says)
        return id
      }),
    )
    // Every other time without the queue's order: all at once on many connections, some twice, as by a worker taken for dead.
    await (round % 2 ? readAtOnce([...reports, ...reports.slice(0, TWICE)]) : readByQueue())
    await expectAllRead()
    await expectSound(db.pool)
    await expectNothingLost()
    await expectOutcomesAddUp()
  }
})

async function readByQueue(): Promise<void> {
  const tried: string[] = []
  const { ingest_report: ingest, ...others } = tasks({
    ...uploads.deps,
    pool: pools[0] as Pool,
    log: pino({ level: 'silent' }),
  })
  const worker = await startWorker({
    url: db.url,
    pool: pools[1] as Pool,
    tasks: {
      ...others,
      ingest_report: async (payload, helpers) => {
        tried.push((payload as { report: string }).report)
        await ingest?.(payload, helpers)
      },
    },
    crontab: '',
    concurrency: 8,
    log: pino({ level: 'silent' }),
  })
  try {
    await until(async () => (await jobsLeft()) === 0)
  } finally {
    await worker.stop()
  }
  expect(tried.length, 'tries').toBe(new Set(tried).size)
}

async function readAtOnce(reports: string[]): Promise<void> {
  const assets = await assetsOf(reports)
  const results = await Promise.allSettled(
    reports.map((report, i) =>
      ingestReport(
        { ...uploads.deps, pool: pools[i % pools.length] as Pool },
        { asset: assets.get(report) as string, report },
      ),
    ),
  )
  // Two tries of one report get in each other's way in the staging: one of them notices, and the queue tries again.
  results.forEach((result, i) => {
    if (result.status === 'fulfilled') return
    expect(reports.filter((report) => report === reports[i]).length, String(result.reason)).toBe(2)
    expect(String(result.reason)).toMatch(/has to be read again|staged_\w+_pkey|observation_\w+_key_key/)
  })
  await readByQueue()
}

async function assetsOf(reports: string[]): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<{ id: string; asset: string }>(
    'select id, asset_id as asset from report where id = any($1::uuid[])',
    [reports],
  )
  return new Map(rows.map((row) => [row.id, row.asset]))
}

async function jobsLeft(): Promise<number> {
  const { rows } = await db.pool.query<{ n: number }>('select count(*) as n from graphile_worker.jobs')
  return rows[0]?.n ?? 0
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await reached())) {
    if (Date.now() > end) throw new Error('the queue is not empty after a minute')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function expectAllRead(): Promise<void> {
  const { rows } = await db.pool.query(
    "select status, error from report where status not in ('done', 'unchanged')",
  )
  expect(rows).toEqual([])
}

/** What a scope shows is what its last report says, no more and no less. */
async function expectNothingLost(): Promise<void> {
  const { rows } = await db.pool.query<{ report: string; scope: string; seen: string[] }>(
    `select s.last_report_id as report, s.tool || '|' || s.name as scope,
            array(select o.rule || ' ' || coalesce(o.path, '') || ':' || coalesce(o.line::text, '') from observation o
                  where o.asset_id = s.asset_id and o.scope_id = s.id and o.present) as seen
     from scope s where s.last_report_id is not null and s.tool <> 'lister'`,
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { report, scope, seen } of rows) expect(seen.sort(), scope).toEqual(said.get(report)?.get(scope))
}

/** The reports' counts are the history's. */
async function expectOutcomesAddUp(): Promise<void> {
  const { rows } = await db.pool.query<Record<keyof Outcome, number>>(
    `select ${['new', 'fixed', 'reopened', 'merged', 'changed'].map((name) => `sum((outcome->>'${name}')::int)::int as "${name}"`).join()}
     from report`,
  )
  const events = await db.pool.query<{ type: string; n: number }>(
    'select type, count(*)::int as n from finding_event group by 1',
  )
  const count = (type: string): number => events.rows.find((row) => row.type === type)?.n ?? 0
  expect(rows[0]).toEqual({
    new: count('opened'),
    fixed: count('fixed'),
    reopened: count('reopened'),
    merged: expect.any(Number),
    changed: count('changed'),
  })
}
