import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IntelWorld, intelWorld, osvRecord } from '../../../test/intel-world.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

const changed = (id: string, name: string, modified: string, over: Record<string, unknown> = {}) =>
  osvRecord(id, name, [{ introduced: '0' }, { fixed: '2.0.0' }], { modified, ...over })
const publishChange = async (record: Record<string, unknown>): Promise<void> => {
  await world.publishFile(`osv/npm/${record.id}.json`, JSON.stringify(record))
  await world.publishFile(
    'osv/npm/modified_id.csv',
    `${record.modified},${record.id}\n2026-03-01T00:00:00Z,OLD-1\n`,
  )
}
const found = async (asset: string) =>
  (await world.findings(`asset=${asset}`)).map(({ location, state }) => `${location} ${state}`).sort()
const file = async () =>
  (
    await world.pool.query<{ items: number; changed_to: Date; sha256: string }>(
      "select items, changed_to, sha256 from intel_file where path = 'osv/npm/all.zip'",
    )
  ).rows[0]

test('after the whole archive only what changed is fetched, and what it does not speak of stays', async () => {
  await world.publish({
    osv: {
      npm: [
        changed('GHSA-aaaa-aaaa-aaaa', 'parser', '2026-03-01T00:00:00Z'),
        changed('GHSA-bbbb-bbbb-bbbb', 'router', '2026-02-01T00:00:00Z'),
      ],
    },
  })
  await world.uses('shop', { parser: '1.0.0', router: '1.0.0', logger: '1.0.0' })
  await world.sync()
  expect(await found('shop')).toEqual(['parser@1.0.0 open', 'router@1.0.0 open'])
  const whole = await file()
  expect(whole).toMatchObject({ items: 2, changed_to: new Date('2026-03-01T00:00:00Z') })

  await publishChange(changed('GHSA-cccc-cccc-cccc', 'logger', '2026-03-05T00:00:00Z'))
  await world.sync()
  expect(await found('shop')).toEqual(['logger@1.0.0 open', 'parser@1.0.0 open', 'router@1.0.0 open'])
  expect(await file()).toEqual({
    items: 3,
    changed_to: new Date('2026-03-05T00:00:00Z'),
    sha256: whole?.sha256,
  })
}, 60_000)

test('a record that speaks of another package, or is withdrawn, closes what it opened', async () => {
  await publishChange(changed('GHSA-cccc-cccc-cccc', 'elsewhere', '2026-03-06T00:00:00Z'))
  await world.sync()
  expect(await found('shop')).toEqual(['logger@1.0.0 fixed', 'parser@1.0.0 open', 'router@1.0.0 open'])
  await publishChange(
    changed('GHSA-bbbb-bbbb-bbbb', 'router', '2026-03-07T00:00:00Z', { withdrawn: '2026-03-07T00:00:00Z' }),
  )
  await world.sync()
  expect(await found('shop')).toEqual(['logger@1.0.0 fixed', 'parser@1.0.0 open', 'router@1.0.0 fixed'])
}, 60_000)

test('an index that names a record which cannot be had is not gone by: the archive is asked', async () => {
  await world.publishFile('osv/npm/modified_id.csv', '2026-03-08T00:00:00Z,GHSA-none-none-none\n')
  await world.publish({
    osv: {
      npm: [
        changed('GHSA-dddd-dddd-dddd', 'logger', '2026-03-08T00:00:00Z'),
        changed('GHSA-bbbb-bbbb-bbbb', 'router', '2026-03-08T00:00:00Z'),
      ],
    },
  })
  await world.sync()
  expect(await found('shop')).toEqual([
    'logger@1.0.0 fixed',
    'logger@1.0.0 open',
    'parser@1.0.0 fixed',
    'router@1.0.0 open',
  ])
}, 60_000)
