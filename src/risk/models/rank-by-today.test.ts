import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { RANK_TASK } from '../../inventory/context.ts'
import { type Ranking, rankAssets } from '../../jobs/rank-assets.ts'
import { claimInstance } from '../../platform/instance.ts'
import { rankByToday } from './rank-by-today.ts'

let t: TestApp
let asset: string
beforeAll(async () => {
  t = await testApp()
  await claimInstance(t.pool, t.deps.keys)
  asset = await testAsset(t.pool, 'ranked long ago')
  await ingest(t.pool, {
    asset,
    tool: 'Semgrep',
    items: [
      {
        type: 'observation',
        kind: 'code',
        rule: 'eval',
        title: 'Code is made from text',
        severity: 'high',
        cwes: [95],
        location: { path: 'a.js', line: 3, snippet: 'eval(text)' },
        raw: '{}',
      },
    ],
  })
})
afterAll(() => t.close())

const today = new Date('2026-12-01T03:17:00Z')
const queued = async (): Promise<Ranking[]> => {
  const { rows } = await t.pool.query<{ payload: Ranking }>(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks task on task.id = j.task_id where task.identifier = $1`,
    [RANK_TASK],
  )
  return rows.map(({ payload }) => payload)
}
const scoreOf = async (): Promise<number> =>
  (await t.app.inject({ url: `/api/v1/findings?asset=${asset}`, headers: local })).json().items[0].score

test('what other numbers scored is scored again, once', async () => {
  const now = await scoreOf()
  await t.pool.query('update finding set score = 1, likelihood = 1 where asset_id = $1', [asset])
  expect(await rankByToday(t.pool, today)).toBe(true)
  for (const ranking of await queued()) await rankAssets(t.pool, ranking)
  expect(await scoreOf()).toBe(now)
  expect(await rankByToday(t.pool, today)).toBe(false)
  expect(await rankByToday(t.pool, new Date('2026-12-02T03:17:00Z'))).toBe(false)
})

test('the day on which a year of CVEs comes of age makes other scores', async () => {
  expect(await rankByToday(t.pool, new Date('2027-01-30T03:17:00Z'))).toBe(true)
  expect(await rankByToday(t.pool, new Date('2027-01-31T03:17:00Z'))).toBe(false)
  expect(await rankByToday(t.pool, new Date('2027-02-15T03:17:00Z'))).toBe(true)
})
