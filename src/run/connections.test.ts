import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { connectionsOf, embeddedConnections, requireConnections, SERVER_CONNECTIONS } from './connections.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const taken = async (): Promise<number> => {
  const { rows } = await db.pool.query<{ max: number; reserved: number }>(
    `select current_setting('max_connections')::int as max, current_setting('superuser_reserved_connections')::int as reserved`,
  )
  return (rows[0]?.max ?? 0) - (rows[0]?.reserved ?? 0)
}

test('as many workers as the database has connections for, and no more', async () => {
  const most = Math.floor((await taken()) / 3) - 1
  await requireConnections(db.pool, most)
  await expect(requireConnections(db.pool, most + 1)).rejects.toMatchObject({
    code: 'too_few_connections',
    message: expect.stringContaining(`set STANCE_WORKERS to ${most} or less`),
  })
})

test('the embedded database has room for a server beside the workers that are asked for', () => {
  expect(embeddedConnections(2)).toBe(100)
  expect(embeddedConnections(40)).toBeGreaterThan(SERVER_CONNECTIONS + connectionsOf(40))
})
