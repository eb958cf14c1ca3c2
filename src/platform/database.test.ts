import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'

test('a query ends with the process that asked, and lets go what it holds', async () => {
  await using db = await testDatabase()
  const dying = await db.pool.connect()
  const {
    rows: [{ pid }],
  } = await dying.query('select pg_backend_pid() as pid, pg_advisory_lock(7)')
  const asked = dying.query('select pg_sleep(600)').catch((error: Error) => error)
  // As the kernel does for a process that was killed.
  ;(dying as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
  expect(await asked).toBeInstanceOf(Error)
  dying.release(true)
  const left = () =>
    db.pool.query('select 1 from pg_stat_activity where pid = $1', [pid]).then(({ rowCount }) => rowCount)
  expect(await left()).toBe(1)
  await expect.poll(left, { timeout: 20_000, interval: 100 }).toBe(0)
}, 40_000)
