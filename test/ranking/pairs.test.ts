import { afterAll, beforeAll, expect, it } from 'vitest'
import { local } from '../app.ts'
import { type IntelWorld, intelWorld } from '../intel-world.ts'
import { PAIRS } from './pairs.ts'
import { type RankedPair, rankPairs } from './rank-pairs.ts'

let world: IntelWorld
let ranked: Map<string, RankedPair>

beforeAll(async () => {
  world = await intelWorld()
  const pairs = await rankPairs(async (method, path, body) => {
    const isReport = path.startsWith('/reports')
    const answer = await world.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...local, 'content-type': isReport ? 'application/octet-stream' : 'application/json' },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    })
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }, world.workOff)
  ranked = new Map(pairs.map((pair) => [pair.id, pair]))
})
afterAll(() => world.close())

it('has 40 cases', () => expect(new Set(PAIRS.map(({ id }) => id)).size).toBe(20))

it.each(PAIRS)('orders $id: $why', ({ id }) => {
  const { moreScore, lessScore } = ranked.get(id) as RankedPair
  expect(moreScore).toBeGreaterThan(lessScore)
})
