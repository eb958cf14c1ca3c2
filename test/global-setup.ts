import { rm } from 'node:fs/promises'
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

const DATA = join(import.meta.dirname, '../.cache/test-database')

/** One server for every test run on this clone, also for several at once; the last run out stops it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The cluster is a cache without fsync: one that a power cut broke is made anew.
  const database = await open().catch(async () => {
    await rm(DATA, { recursive: true, force: true })
    return open()
  })
  const url = new URL(database.url)
  url.pathname = '/postgres'
  if (database.first) await dropLeftOvers(url.href)
  project.provide('postgresUrl', url.href)
  return () => database.close()
}

const open = (): Promise<EmbeddedDatabase> =>
  openEmbedded(DATA, {
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
