import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { eachRow, inBatches, inSnapshot } from './snapshot.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await db.pool.query('create table number as select generate_series(1, 2500) as n')
})
afterAll(() => db.drop())

const numbers = () =>
  inSnapshot(db.pool, (tx) => eachRow<{ n: number }>(tx, 'select n from number where n >= $1', [1]))
const busy = () => db.pool.totalCount - db.pool.idleCount

test('sees one moment, whatever is written meanwhile', async () => {
  const seen: number[] = []
  for await (const { n } of numbers()) {
    if (n === 1) await db.pool.query('update number set n = n + 1000000')
    seen.push(n)
  }
  expect([seen.length, Math.max(...seen), busy()]).toEqual([2500, 2500, 0])
  await db.pool.query('update number set n = n - 1000000')
})

test('gives its connection back when the taker stops or goes away', async () => {
  for await (const { n } of numbers()) if (n === 2) break
  expect(busy()).toBe(0)
  const stream = Readable.from(numbers())
  await stream.take(1).toArray()
  stream.destroy()
  for (let i = 0; i < 100 && busy() > 0; i++) await sleep(10)
  expect(busy()).toBe(0)
})

test('hands rows over so many together, the rest in the last batch', async () => {
  const sizes: number[] = []
  for await (const batch of inBatches(numbers(), 1200)) sizes.push(batch.length)
  expect(sizes).toEqual([1200, 1200, 100])
  const none = inSnapshot(db.pool, (tx) => eachRow(tx, 'select n from number where n < 0', []))
  expect(await Array.fromAsync(inBatches(none, 10))).toEqual([])
})
