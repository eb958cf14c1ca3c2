import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyCharacter } from '../../test/any-character.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { type Pool, transaction } from '../platform/database.ts'
import { systemActor } from './actor.ts'
import { audit } from './audit.ts'
import { listAudit, verifyAudit } from './audit-log.ts'
import { canonicalJson } from './canonical-json.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const append = (detail: Record<string, unknown>) =>
  transaction(database.pool, (tx) => audit(tx, systemActor, 'thing.change', 'thing/1', detail))

/** What an attacker with the database's own password can do: switch the trigger off first. */
const tamper = (pool: Pool, sql: string) =>
  transaction(pool, async (tx) => {
    await tx.query('alter table audit_entry disable trigger all')
    await tx.query(sql)
    await tx.query('alter table audit_entry enable trigger all')
  })

test('an empty log is intact', async () => {
  expect(await verifyAudit(database.pool)).toEqual({ intact: true, entries: 0, brokenAt: null, head: null })
})

test('appends from many transactions at once make one chain', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => append({ n })))
  const verdict = await verifyAudit(database.pool)
  expect(verdict).toMatchObject({ intact: true, entries: 30, brokenAt: null })
  expect(verdict.head).toMatch(/^[0-9a-f]{64}$/)
})

test('any detail that JSON can hold verifies after its trip through the database', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()), async (detail) => {
      await append({ detail })
    }),
    { numRuns: 60 },
  )
  await append({ text: 'nul \0 and half \ud800 a pair', big: 1e21, small: 1e-7, negative: -0 })
  expect(await verifyAudit(database.pool)).toMatchObject({ intact: true })
})

test('entries cannot be changed or removed in the ordinary way', async () => {
  const { pool } = database
  await expect(pool.query(`update audit_entry set actor = 'nobody'`)).rejects.toThrow('append-only')
  await expect(pool.query('delete from audit_entry')).rejects.toThrow('append-only')
  await expect(pool.query('truncate audit_entry')).rejects.toThrow('append-only')
})

test('an entry that rolled back with its change leaves no gap', async () => {
  const before = await verifyAudit(database.pool)
  await expect(
    transaction(database.pool, async (tx) => {
      await audit(tx, systemActor, 'thing.change', 'thing/2')
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await append({})
  expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, entries: before.entries + 1 })
})

test('pages run from the newest to the oldest and miss none', async () => {
  const seqs: number[] = []
  let before: number | undefined
  do {
    const page = await transaction(database.pool, (tx) => listAudit(tx, { limit: 7, before }))
    seqs.push(...page.items.map((item) => item.seq))
    before = page.next ?? undefined
  } while (before)
  const { entries } = await verifyAudit(database.pool)
  expect(seqs).toEqual(Array.from({ length: entries }, (_, n) => entries - n))
})

test.each([
  ['changed', `update audit_entry set detail = '{"n": 99}' where seq = 5`, 5],
  ['given to somebody else', `update audit_entry set actor = 'x' where seq = 9`, 9],
  ['removed', 'delete from audit_entry where seq = 12', 12],
])('an entry that was %s is found', async (_, sql, brokenAt) => {
  await using copy = await testDatabase()
  for (let n = 0; n < 15; n++)
    await transaction(copy.pool, (tx) => audit(tx, systemActor, 'thing.change', 'thing/1', { n }))
  await tamper(copy.pool, sql)
  expect(await verifyAudit(copy.pool)).toMatchObject({ intact: false, brokenAt })
})

test('one value has one spelling', () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: null }], a: new Date(0) })).toBe(
    '{"a":"1970-01-01T00:00:00.000Z","b":[1,{"c":null}]}',
  )
})
