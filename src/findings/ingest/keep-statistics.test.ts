import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testUploads, type Uploads } from '../../../test/uploads.ts'
import { transaction } from '../../platform/database.ts'
import { expectedRows } from './keep-statistics.ts'

let db: TestDatabase
let uploads: Uploads
beforeAll(async () => {
  db = await testDatabase()
  uploads = await testUploads(db.pool)
})
afterAll(async () => {
  await uploads.close()
  await db.drop()
})

/** A SARIF report with so many results. */
const sarif = (results: number): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: `tool of ${results}` } },
        results: Array.from({ length: results }, (_, n) => ({
          ruleId: `rule-${n % 40}`,
          message: { text: 'weak' },
          locations: [
            { physicalLocation: { artifactLocation: { uri: `src/${n}.py` }, region: { startLine: 1 } } },
          ],
        })),
      },
    ],
  })

it('tells the planner of an asset whose first report is large, so that the next one is not joined row by row', async () => {
  const upload = (asset: string, results: number) => uploads.upload(sarif(results), { asset })
  for (const name of ['a', 'b', 'c']) await upload(name, 50)
  for (const table of ['finding', 'observation'])
    await db.pool.query(`alter table ${table} set (autovacuum_enabled = off)`)
  await db.pool.query('analyze')
  const { id: report } = await upload('large', 1)
  const { rows } = await db.pool.query('select asset_id from report where id = $1', [report])
  const expected = (table: string) => transaction(db.pool, (tx) => expectedRows(tx, table, rows[0].asset_id))
  expect(await expected('finding')).toBeLessThan(50)
  await upload('large', 6_500)
  for (const table of ['finding', 'observation']) expect(await expected(table)).toBeGreaterThan(5_000)
  expect(await upload('large', 2)).toMatchObject({ status: 'done', outcome: { new: 2 } })
}, 60_000)
