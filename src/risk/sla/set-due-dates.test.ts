import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { plainDue } from './set-due-dates.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const PAUSE = `insert into sla_pause (asset_id, id, finding_id, reason, paused_by, paused_at, resumed_at)
  values ($1, $2, $3, 'vendor', 'Ann', '2026-03-28T18:00Z', '2026-03-28T21:00Z')`

test('a day is 24 hours in whatever zone the database is, and time for which the clock stood is added', async () => {
  const [asset, finding] = [newId(), newId()]
  const due = await transaction(db.pool, async (tx) => {
    await tx.query("set local time zone 'Europe/Berlin'")
    const read = async (): Promise<string | undefined> => {
      const { rows } = await tx.query<{ due: Date }>(
        `select ${plainDue('2', "'firstSeen'")} as due
         from (select $2::uuid as id, unnest($1::uuid[]) as asset_id, '{}'::text[] as advisories, timestamptz '2026-03-28T12:00Z' as first_seen) f`,
        [[asset], finding],
      )
      return rows[0]?.due.toISOString()
    }
    const before = await read()
    await tx.query(PAUSE, [asset, newId(), finding])
    return [before, await read()]
  })
  expect(due).toEqual(['2026-03-30T12:00:00.000Z', '2026-03-30T15:00:00.000Z'])
})
