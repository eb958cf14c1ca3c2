import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openPool, type Pool } from '../src/platform/database.ts'
import { contentId } from '../src/platform/ids.ts'
import { migrate } from '../src/platform/migrate.ts'

const MIGRATIONS = join(import.meta.dirname, '../migrations')
const LOCK = 7_400_000_003

export interface TestDatabase {
  pool: Pool
  url: string
  drop(): Promise<void>
}

/**
 * A database of its own with the current schema and nothing in it (about 50 ms): a copy of a template that is made once for
 * each content of the migrations folder. `await using` or `afterAll(database.drop)` removes it; a killed run's is removed later.
 */
export async function testDatabase(): Promise<TestDatabase & AsyncDisposable> {
  const template = `template_${await migrationsId()}`
  await withServer((server) => makeTemplate(server, template))
  return cloneOf(template)
}

/** The same, without any schema. */
export const emptyDatabase = (): Promise<TestDatabase & AsyncDisposable> => cloneOf('template0')

async function cloneOf(template: string): Promise<TestDatabase & AsyncDisposable> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await withServer((server) =>
    server.query(`create database ${name} template ${template} strategy file_copy`),
  )
  const url = databaseUrl(name)
  const pool = openPool(url, 10, 'stance test')
  const drop = async (): Promise<void> => {
    if (!pool.ended) await pool.end()
    await withServer((server) => server.query(`drop database if exists ${name} with (force)`))
  }
  return { pool, url, drop, [Symbol.asyncDispose]: drop }
}

/** Made under another name and renamed when whole, so that a killed run leaves no half template. */
async function makeTemplate(server: pg.Client, template: string): Promise<void> {
  await server.query('select pg_advisory_lock($1)', [LOCK])
  const known = await server.query('select 1 from pg_database where datname = $1', [template])
  if (known.rowCount) return
  await server.query(`drop database if exists ${template}_new with (force)`)
  await server.query(`create database ${template}_new`)
  const pool = openPool(databaseUrl(`${template}_new`), 2, 'stance test template')
  await migrate(pool).finally(() => pool.end())
  await server.query(`alter database ${template}_new rename to ${template}`)
}

/** A session on the maintenance database; its locks end with it. */
async function withServer<T>(work: (server: pg.Client) => Promise<T>): Promise<T> {
  const server = new pg.Client({ connectionString: inject('postgresUrl') })
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

function databaseUrl(name: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}

async function migrationsId(): Promise<string> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(MIGRATIONS, name), 'utf8')))
  return contentId(...names, ...texts)
    .replaceAll('-', '')
    .slice(0, 16)
}
