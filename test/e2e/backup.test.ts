import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool, type Pool } from '../../src/platform/database.ts'
import { storedTables } from '../../src/platform/stored-tables.ts'
import { emptyDatabase } from '../database.ts'
import { bigReport, environment, removeFolder, stance, temporaryFolder } from '../stance.ts'

const REPORT = join(import.meta.dirname, '../../examples/reports/ledger/2026-09-14/bandit.json')

let folder: string
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => removeFolder(folder))

/** Everything that a database keeps, as text: two that hold the same are equal. */
async function content(pool: Pool): Promise<Record<string, unknown>> {
  const tx = await pool.connect()
  try {
    const tables: Record<string, unknown> = {}
    for (const { name, columns } of await storedTables(tx)) {
      const list = columns.map((column) => `"${column}"`).join(', ')
      const { rows } = await tx.query(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum, count(*) as rows from (select ${list} from "${name}") t`,
      )
      if (name !== 'migration') tables[name] = rows[0]
    }
    return tables
  } finally {
    tx.release()
  }
}

async function contentAt(url: string): Promise<Record<string, unknown>> {
  const pool = openPool(url, 1, 'stance test')
  return content(pool).finally(() => pool.end())
}

async function ok(env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await stance(env, ...args)
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' })
  return stdout
}

test('an instance moves as a whole: from the embedded database to an external one and back', async () => {
  const [first, second, third] = await Promise.all([temporaryFolder(), temporaryFolder(), temporaryFolder()])
  await using external = await emptyDatabase()
  const [here, there, back] = [
    environment(first),
    environment(second, { STANCE_DATABASE_URL: external.url }),
    environment(third),
  ]
  await writeFile(join(folder, 'big.sarif'), bigReport(3_000))
  await ok(here, 'import', REPORT, join(folder, 'big.sarif'), '--asset', 'ledger')
  await ok(here, 'user', 'add', '--email', 'a@example.test')
  const page = (env: NodeJS.ProcessEnv) =>
    ok(env, 'findings', '--asset', 'ledger', '--limit', '200', '--json')
  const before = await page(here)

  const one = join(folder, 'one.stance')
  const summary = JSON.parse(await ok(here, 'backup', one, '--json'))
  expect(summary).toMatchObject({ blobs: 2 })
  expect(summary.rows).toBeGreaterThan(9_000)
  expect((await stat(one)).mode & 0o777).toBe(0o600)

  const restored = JSON.parse(await ok(there, 'restore', one, '--json'))
  expect(restored).toMatchObject({ tables: summary.tables, rows: summary.rows, blobs: 2 })
  const atOnce = await contentAt(external.url)
  expect(await page(there)).toBe(before)
  expect(JSON.parse(await ok(there, 'import', REPORT, '--asset', 'ledger', '--json')).status).toBe(
    'unchanged',
  )
  expect(JSON.parse(await ok(there, 'audit', 'verify', '--json'))).toMatchObject({ intact: true })
  expect((await stance(there, 'doctor')).stdout).toContain('2 stored')

  const two = join(folder, 'two.stance')
  await ok(there, 'backup', two)
  await ok(back, 'restore', two)
  expect(await page(back)).toBe(before)
  expect(await readFile(join(third, 'secret'), 'utf8')).toBe(await readFile(join(first, 'secret'), 'utf8'))
  expect(Object.keys(atOnce).length).toBe(summary.tables)

  // A database that is in use is never written over.
  const again = await stance(there, 'restore', one)
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('in use already') })
  expect(await page(there)).toBe(before)
  for (const data of [first, second, third]) await removeFolder(data)
})

test('a damaged or cut backup changes nothing', async () => {
  const [source, target] = await Promise.all([temporaryFolder(), temporaryFolder()])
  await using external = await emptyDatabase()
  const file = join(folder, 'whole.stance')
  await ok(environment(source), 'import', REPORT, '--asset', 'ledger')
  await ok(environment(source), 'backup', file)
  const whole = await readFile(file)
  const flipped = Buffer.from(whole)
  flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1
  const into = environment(target, { STANCE_DATABASE_URL: external.url })
  for (const damage of [
    whole.subarray(0, whole.length - 100),
    whole.subarray(0, whole.length >> 1),
    flipped,
    Buffer.from('no backup'),
  ]) {
    const bad = join(folder, 'bad.stance')
    await writeFile(bad, damage)
    const { code, stderr } = await stance(into, 'restore', bad)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/is not a whole backup.*\n$/) })
    const { rows } = await external.pool.query(
      "select count(*) as tables from pg_tables where schemaname = 'public'",
    )
    expect(rows[0].tables).toBe(0)
  }
  await ok(into, 'restore', file)
  expect((await external.pool.query('select count(*) as n from finding')).rows[0].n).toBeGreaterThan(40)
  for (const data of [source, target]) await removeFolder(data)
})

test('an upload that waits when the backup is made is read after it is restored', async () => {
  const [source, target] = await Promise.all([temporaryFolder(), temporaryFolder()])
  await using one = await emptyDatabase()
  await using two = await emptyDatabase()
  const from = environment(source, { STANCE_DATABASE_URL: one.url })
  const to = environment(target, { STANCE_DATABASE_URL: two.url })
  const file = join(folder, 'waiting.stance')
  await ok(from, 'import', REPORT, '--asset', 'ledger')
  await one.pool.query(
    "update report set status = 'queued'; delete from scope; delete from observation; delete from finding",
  )
  await ok(from, 'backup', file)
  await ok(to, 'restore', file)
  // Whoever opens the database next works off its jobs.
  await ok(to, 'import', REPORT, '--asset', 'another')
  const { rows } = await two.pool.query(
    "select status from report r join asset a on a.id = r.asset_id where a.name = 'ledger'",
  )
  expect(rows).toEqual([{ status: 'done' }])
  for (const data of [source, target]) await removeFolder(data)
})
