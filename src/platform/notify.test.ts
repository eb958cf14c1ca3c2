import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { transaction } from './database.ts'
import { listen, type Notice, notify } from './notify.ts'

test('a notice arrives when its transaction commits, also after the connection broke', async () => {
  await using database = await testDatabase()
  const listener = await listen(database.url)
  const seen: Notice[] = []
  const lost = Promise.withResolvers<void>()
  const next = Promise.withResolvers<void>()
  const stop = listener.subscribe(
    (notice) => {
      seen.push(notice)
      if (notice.topic === 'after') next.resolve()
    },
    () => lost.resolve(),
  )
  const undone = transaction(database.pool, async (tx) => {
    await notify(tx, { topic: 'undone' })
    throw new Error('no')
  })
  await expect(undone).rejects.toThrow('no')
  await transaction(database.pool, (tx) => notify(tx, { topic: 'before', id: 1 }))
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stance listens' and datname = current_database()",
  )
  await lost.promise
  await transaction(database.pool, (tx) => notify(tx, { topic: 'after' }))
  await next.promise
  expect(seen).toEqual([{ topic: 'before', id: 1 }, { topic: 'after' }])
  stop()
  await expect(transaction(database.pool, (tx) => notify(tx, { topic: 'x'.repeat(8000) }))).rejects.toThrow(
    'too long',
  )
  await listener.close()
})
