import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { transaction } from '../../platform/database.ts'
import { postureAsOf } from './posture-as-of.ts'
import type { Posture } from './posture-index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 2, applications: 4, assets: 12, findings: 1500 }),
  )
})
afterAll(() => db.drop())

const MOMENT = Date.now() - 100 * 86_400_000

/** Every row's cell and when it was fixed, asset by asset. */
const told = ({ blocks, cells }: Posture) =>
  [...blocks].map(([asset, block]) => [
    asset,
    Array.from(block.cells, (cell, row) => [cells[cell], block.fixed[row]]),
  ])

/** The cells that some rows of one asset have are new to the index. */
const change = (asset: string | undefined, tag: string) =>
  db.pool.query(
    `with written as (
       update finding set tags = $2, decision = 'accepted' where asset_id = $1 and id in (
         select id from finding where asset_id = $1 and posture and merged_into is null order by first_seen limit 20)
       returning asset_id
     ) update finding_version set version = version + 1 where asset_id in (select asset_id from written)`,
    [asset, [tag]],
  )

test('a past moment that was asked for before is told as if it never was, whatever changed since', async () => {
  const before = await postureAsOf(db.pool, MOMENT)
  expect(told(before).flat(3)).toContainEqual(expect.objectContaining({ absent: true }))
  const assets = [...before.blocks.keys()]
  for (const [n, asset] of assets.slice(0, 3).entries()) {
    await change(asset, `tag ${n}`)
    const after = await postureAsOf(db.pool, MOMENT)
    // Nobody has asked for this moment: everything is made anew.
    expect(told(after)).toEqual(told(await postureAsOf(db.pool, MOMENT + n + 1)))
    expect(after.cells.some(({ tags }) => tags.includes(`tag ${n}`))).toBe(true)
    // What did not change is not made anew.
    expect(after.blocks.get(assets[5] ?? '')).toBe(before.blocks.get(assets[5] ?? ''))
  }
})
