import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase, type TestDatabase } from '../database.ts'
import { environment, removeFolder, stance, temporaryFolder } from '../stance.ts'

const REPORT = join(import.meta.dirname, '../../examples/reports/ledger/2026-09-14/bandit.json')

let data: string
let database: TestDatabase
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  data = await temporaryFolder()
  database = await emptyDatabase()
  env = environment(data, { STANCE_DATABASE_URL: database.url })
})
afterAll(async () => {
  await database.drop()
  await removeFolder(data)
})

type Verdicts = Record<string, { verdict: string; detail: string }>

async function examine(environmentOf = env): Promise<{ code: number | null; checks: Verdicts }> {
  const { code, stdout } = await stance(environmentOf, 'doctor', '--json')
  const { checks } = JSON.parse(stdout) as { checks: { name: string; verdict: string; detail: string }[] }
  return { code, checks: Object.fromEntries(checks.map(({ name, ...check }) => [name, check])) }
}

test('each thing that is wrong is named, with what to do', async () => {
  expect((await examine()).checks.migrations).toMatchObject({
    verdict: 'bad',
    detail: expect.stringContaining('stance migrate'),
  })
  expect((await stance(env, 'import', REPORT, '--asset', 'ledger')).code).toBe(0)
  // The embedded test server runs without fsync, which is the first thing a doctor should say.
  const healthy = await examine()
  expect(healthy.checks.database).toMatchObject({ verdict: 'bad', detail: expect.stringContaining('fsync') })
  for (const name of ['node', 'data folder', 'disk', 'migrations', 'secret', 'reports', 'queue', 'audit log'])
    expect({ name, ...healthy.checks[name] }).toMatchObject({ name, verdict: 'good' })

  await chmod(join(data, 'secret'), 0o644)
  expect((await examine()).checks['data folder']).toMatchObject({
    verdict: 'bad',
    detail: expect.stringContaining('chmod'),
  })
  await chmod(join(data, 'secret'), 0o600)

  const other = await examine({ ...env, STANCE_SECRET: 'another secret of thirty-two characters' })
  expect(other.checks.secret).toMatchObject({ verdict: 'bad' })
  expect(other.code).toBe(1)

  await database.pool.query(
    "alter table audit_entry disable trigger user; update audit_entry set detail = '{}' where seq = 1",
  )
  expect((await examine()).checks['audit log']).toMatchObject({
    verdict: 'bad',
    detail: expect.stringContaining('entry 1'),
  })
  const verify = await stance(env, 'audit', 'verify', '--json')
  expect(verify.code).toBe(1)
  expect(JSON.parse(verify.stdout)).toMatchObject({ intact: false, brokenAt: 1 })

  await rm(join(data, 'blobs'), { recursive: true })
  expect((await examine()).checks.reports).toMatchObject({
    verdict: 'bad',
    detail: expect.stringContaining('1 of 1'),
  })

  await database.pool.query(
    "select graphile_worker.add_job('ingest_report', '{}'::json); update graphile_worker._private_jobs set attempts = max_attempts",
  )
  expect((await examine()).checks.queue).toMatchObject({ verdict: 'bad' })

  const nowhere = await examine({ ...env, STANCE_DATABASE_URL: 'postgresql://x:hidden@127.0.0.1:9/x' })
  expect(nowhere.checks.database).toMatchObject({
    verdict: 'bad',
    detail: expect.not.stringContaining('hidden'),
  })
})

test('before the first start it says so, and makes nothing', async () => {
  const none = join(data, 'none')
  const { code, checks } = await examine(environment(none))
  expect(code).toBe(0)
  expect(checks['data folder']).toMatchObject({ verdict: 'warning' })
  await expect(writeFile(join(none, 'x'), '')).rejects.toThrow('ENOENT')
})
