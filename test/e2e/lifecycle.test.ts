import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase } from '../database.ts'
import {
  bigReport,
  clusterOf,
  environment,
  type Running,
  removeFolder,
  running,
  stance,
  temporaryFolder,
  until,
} from '../stance.ts'

const RESULTS = 6_000

let data: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  data = await temporaryFolder()
  env = environment(data)
})
afterAll(() => removeFolder(data))

const local = async (): Promise<{ url: string; token: string }> =>
  JSON.parse(await readFile(join(data, 'server.json'), 'utf8'))

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const { url, token } = await local()
  const answer = await fetch(`${url}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  })
  return (await answer.json()) as T
}

interface Report {
  id: string
  status: string
  observations: number
  outcome: Record<string, number> | null
}

const upload = (asset: string, results: number): Promise<Report> =>
  call(`/reports?asset=${asset}&fileName=big.sarif`, {
    method: 'POST',
    body: bigReport(results),
    headers: { 'content-type': 'application/octet-stream' },
  })
const report = (id: string): Promise<Report> => call(`/reports/${id}`)
const isDone = async (id: string): Promise<boolean> => (await report(id)).status === 'done'
const isBegun = async (id: string): Promise<boolean> =>
  ['reading', 'matching'].includes((await report(id)).status)

/** The process that works off jobs: the only child of the server whose last word is `work`. */
async function workerOf(main: Running): Promise<number> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (status.split(') ')[1]?.split(' ')[1] === String(main.process.pid) && line.endsWith('\0work\0'))
      return Number(pid)
  }
  throw new Error('there is no worker')
}

/** Every result became one finding, once, with one observation and one event, and the report was read to its end. */
async function expectOnce(id: string): Promise<void> {
  await until(() => isDone(id), 120_000)
  expect(await report(id)).toMatchObject({ observations: RESULTS, outcome: { new: RESULTS, unchanged: 0 } })
  const lines = (await readFile(join(await clusterOf(data), 'postmaster.pid'), 'utf8')).split('\n')
  const password = await readFile(join(data, 'postgres.password'), 'utf8')
  const client = new pg.Client({
    connectionString: `postgresql://stance:${password}@127.0.0.1:${lines[3]}/stance`,
  })
  await client.connect()
  // A job ends after what it does is committed.
  await until(async () => (await client.query('select from graphile_worker.jobs')).rowCount === 0)
  const { rows } = await client.query(
    `select (select count(*)::int from finding f where f.asset_id = r.asset_id) as findings,
       (select count(*)::int from observation o where o.asset_id = r.asset_id) as observations,
       (select count(*)::int from finding_event e where e.asset_id = r.asset_id) as events
     from report r where id = $1`,
    [id],
  )
  await client.end()
  expect(rows[0]).toEqual({ findings: RESULTS, observations: RESULTS, events: RESULTS })
}

test.runIf(process.platform === 'linux')(
  'a worker that is killed in the middle of a report is replaced, and the report is read once',
  async () => {
    const main = await running(env, 'start', '--empty')
    const { id } = await upload('killed-worker', RESULTS)
    await until(() => isBegun(id))
    process.kill(await workerOf(main), 'SIGKILL')
    expect((await report(id)).status).not.toBe('done')
    await expectOnce(id)
    expect(await main.end('SIGTERM')).toBe(0)
  },
)

test('a server that is killed leaves nothing half done: the next start finishes every acknowledged upload', async () => {
  const first = await running(env, 'start', '--empty')
  const { id } = await upload('killed-server', RESULTS)
  const { id: waiting } = await upload('killed-server-too', 10)
  await until(() => isBegun(id))
  await first.end('SIGKILL')
  const second = await running(env, 'start', '--empty')
  await expectOnce(id)
  await until(() => isDone(waiting))
  expect(await second.end('SIGINT')).toBe(0)
  expect(await readdir(data)).not.toContain('server.json')
  expect(await readdir(await clusterOf(data))).not.toContain('postmaster.pid')
})

async function killDatabase(): Promise<void> {
  const pid = (await readFile(join(await clusterOf(data), 'postmaster.pid'), 'utf8')).split('\n')[0]
  process.kill(Number(pid), 'SIGKILL')
}

test('a database that is killed in the middle of a report comes back, and the report is read once', async () => {
  const main = await running(env, 'start', '--empty')
  const { id } = await upload('killed-database-at-work', RESULTS)
  await until(() => isBegun(id))
  await killDatabase()
  await expectOnce(id)
  expect(await main.end('SIGTERM')).toBe(0)
})

test('a database that is killed under a running server comes back by itself', async () => {
  const main = await running(env, 'start', '--empty')
  await killDatabase()
  await until(() =>
    call<{ total?: number }>('/reports').then(
      ({ total }) => (total ?? 0) > 0,
      () => false,
    ),
  )
  const { id } = await upload('killed-database', 10)
  await until(() => isDone(id), 60_000)
  expect(await main.end('SIGTERM')).toBe(0)
})

test('what stands in the way is told in one line, and nothing is damaged', async () => {
  const blocker = createServer()
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
  const port = String((blocker.address() as { port: number }).port)
  const expectLine = async (overrides: Record<string, string>, text: RegExp): Promise<void> => {
    const { code, stderr, stdout } = await stance({ ...env, ...overrides }, 'start', '--empty')
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(text)])
  }
  await expectLine({ STANCE_PORT: port }, new RegExp(`^stance: Port ${port} .* STANCE_PORT`))
  await expectLine(
    { STANCE_DATABASE_URL: `postgresql://nobody:hidden@127.0.0.1:${port}/x` },
    /^stance: The database x at .* STANCE_DATABASE_URL/,
  )
  await expectLine({ STANCE_DATABASE_URL: 'mysql://x/y' }, /^stance: .* STANCE_DATABASE_URL/)
  await expectLine({ STANCE_HOST: '203.0.113.7' }, /^stance: This machine has no address 203.0.113.7/)
  await expectLine({ STANCE_DATA: '/dev/null/x' }, /^stance: The data folder .* STANCE_DATA/)
  blocker.close()
  const main = await running(env, 'start', '--empty')
  await expectLine({}, /^stance: Stance runs already on .* STANCE_DATA/)
  expect(await main.end('SIGTERM')).toBe(0)
})

test('a database of PostgreSQL 15 or another instance’s secret is refused', async () => {
  await using database = await emptyDatabase()
  const external = { ...env, STANCE_DATABASE_URL: database.url }
  const own = await temporaryFolder()
  expect(
    await stance({ ...external, STANCE_DATA: own, STANCE_SECRET: 'a'.repeat(32) }, 'migrate'),
  ).toMatchObject({ code: 0 })
  const other = await stance({ ...external, STANCE_DATA: own, STANCE_SECRET: 'b'.repeat(32) }, 'migrate')
  expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('STANCE_SECRET') })
  // A server of version 15 as far as anybody who asks can tell.
  await database.pool.query(`
    create schema old;
    create function old.current_setting(text) returns text language sql as $$ select '15.8' $$;
    alter database ${new URL(database.url).pathname.slice(1)} set search_path = old, pg_catalog, public`)
  const old = await stance({ ...external, STANCE_DATA: own }, 'migrate')
  expect(old).toMatchObject({ code: 1, stderr: expect.stringMatching(/PostgreSQL 15.8; Stance needs 16/) })
  await removeFolder(own)
})

test('serve and work run apart on one database, two of each', async () => {
  await using database = await emptyDatabase()
  const apart = { ...env, STANCE_DATABASE_URL: database.url, STANCE_SECRET: 'c'.repeat(32) }
  const roles = await Promise.all(['serve', 'serve', 'work', 'work'].map((role) => running(apart, role)))
  const reports = await Promise.all(Array.from({ length: 6 }, (_, i) => upload(`apart-${i}`, 200)))
  for (const { id } of reports) await until(() => isDone(id))
  for (const role of roles) expect(await role.end('SIGTERM')).toBe(0)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as findings from finding')
  expect(rows[0].findings).toBe(1200)
  await client.end()
})
