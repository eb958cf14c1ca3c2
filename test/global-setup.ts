import { createHash } from 'node:crypto'
import { rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type EmbeddedDatabase, openEmbedded } from '../src/platform/postgres/index.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The test server's maintenance database. */
    postgresUrl: string
  }
}

const CLONE = join(import.meta.dirname, '..')
const MEMORY = '/dev/shm'
const ENOUGH = 4 * 1024 ** 3

/** One server for every test run on this clone, also for several at once; the last run out stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The cluster is a cache without fsync: one that a power cut broke is made anew.
  const folder = await clusterFolder()
  const database = await open(folder).catch(async () => {
    await rm(folder, { recursive: true, force: true })
    return open(folder)
  })
  const url = new URL(database.url)
  url.pathname = '/postgres'
  if (database.first) await dropLeftOvers(url.href)
  project.provide('postgresUrl', url.href)
  return () => database.close()
}

/**
 * In memory where Linux has room for it (about 100 MB stay until the machine starts anew): each database of a test is some thousand
 * files, which take 30 ms there and 200 to 500 ms on a disk.
 */
async function clusterFolder(): Promise<string> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  const clone = createHash('sha256').update(CLONE).digest('hex').slice(0, 12)
  return room < ENOUGH ? join(CLONE, '.cache/test-database') : join(MEMORY, `stance-test-${clone}`)
}

const open = (folder: string): Promise<EmbeddedDatabase> =>
  openEmbedded(folder, {
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      shared_buffers: '256MB',
      max_wal_size: '1GB',
    },
  })

async function dropLeftOvers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname ~ '^(test|template)_[0-9a-f]'",
    )
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  } finally {
    await client.end()
  }
}
