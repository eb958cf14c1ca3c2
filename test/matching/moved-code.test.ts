import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { testAsset } from '../ingest.ts'
import { dice } from './dice.ts'
import { judge } from './judge.ts'
import { APPS, loadWorld } from './load-world.ts'
import { mutate, SCENARIOS, type Scenario } from './mutate.ts'
import { tally } from './tally.ts'
import { uploadWorld } from './upload-world.ts'
import { cloneWorld, type World } from './world.ts'

// What real tools said about the sample apps is uploaded; the source is changed in ways that are known; what the same tools
// would say then is uploaded again. STANCE_MATCHING_SECONDS=600 searches longer, STANCE_MATCHING_SEED=31 begins elsewhere.
const SECONDS = Number(process.env.STANCE_MATCHING_SECONDS ?? 18)
const FIRST_SEED = Number(process.env.STANCE_MATCHING_SEED ?? 1)
/** Scans after the first one. */
const GENERATIONS = 4

let db: TestDatabase
const worlds = new Map<string, World>()
beforeAll(async () => {
  db = await testDatabase()
  for (const app of APPS) worlds.set(app, await loadWorld(app))
})
afterAll(() => db.drop())

test('findings keep their history while code moves, and none merge that should not', {
  timeout: (SECONDS + 60) * 1000,
}, async () => {
  const result = tally()
  const end = Date.now() + SECONDS * 1000
  let seed = FIRST_SEED
  while (Date.now() < end) await run(seed++)
  console.log(result.table())
  for (const fault of [...result.lost, ...result.inherited]) console.log(fault)
  expect(result.merged).toEqual([])
  expect(result.survivors()).toBeGreaterThan(500)
  expect(result.share(), result.lost.join('\n')).toBeGreaterThanOrEqual(0.98)
  expect(result.inherited.length).toBeLessThanOrEqual(result.survivors() / 100)

  async function run(seed: number): Promise<void> {
    const roll = dice(seed)
    const app = APPS[seed % APPS.length] as string
    const asset = await testAsset(db.pool)
    let at = Date.parse('2026-01-01')
    let world = cloneWorld(worlds.get(app) as World)
    let before = await uploadWorld(db.pool, asset, world, roll, new Date(at))
    for (let generation = 0; generation < GENERATIONS; generation++) {
      const scenario = roll.pick(Object.keys(SCENARIOS) as Scenario[])
      const was = world
      world = cloneWorld(world)
      mutate(world, scenario, roll)
      at += 86_400_000
      const after = await uploadWorld(db.pool, asset, world, roll, new Date(at))
      result.add({ seed, app, scenario }, was, world, judge(before, after, world))
      before = after
    }
  }
})
