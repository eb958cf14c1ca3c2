import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../test/app.ts'
import { type IntelWorld, intelWorld, osvRecord } from '../../test/intel-world.ts'
import { JUDGED_TOGETHER } from '../intel/matching/judge-packages.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

test('more packages than are judged together are all held against what is known', async () => {
  const names = Array.from({ length: JUDGED_TOGETHER + 100 }, (_, n) => `part-${n}`)
  const weak = names.filter((_, n) => n % 100 === 7)
  const records = weak.map((name, n) =>
    osvRecord(`GHSA-${n}`, name, [{ introduced: '0' }, { fixed: '2.0.0' }]),
  )
  await world.publish({ osv: { npm: records } })
  await world.sync()
  await world.uses('large', Object.fromEntries(names.map((name) => [name, '1.0.0'])))
  const { rows } = await world.pool.query<{ component: string }>('select component from finding')
  expect(rows.map(({ component }) => component).sort()).toEqual(weak.toSorted())
  const { rows: assets } = await world.pool.query<{ id: string }>("select id from asset where name = 'large'")
  const plan = await world.app.inject({
    url: `/api/v1/assets/${assets[0]?.id}/upgrade-plan?limit=500`,
    headers: local,
  })
  expect(plan.json().items).toHaveLength(weak.length)
})
