import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFindings } from '../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { transaction } from '../platform/database.ts'
import { previewModel } from './models/preview-model.ts'
import { weightsOf } from './models/weights.ts'
import { INPUT_KEY, rowOfKey, scoreInput } from './rank-input.ts'
import { riskContexts } from './ranking-basis.ts'
import { bounded, type RiskModel, score } from './score/score.ts'
import { keyScorer } from './score-keys.ts'
import { settleMany } from './settle-findings.ts'
import { ssvcRank } from './ssvc-rank.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, async (tx) => {
    await fillFindings(tx, { teams: 2, applications: 6, assets: 20, findings: 3000 })
    await tx.query("update application set controls = '{waf}', exposure = 'internet' where name like '%1'")
    await tx.query("update finding set automatable = true where rule like '%7'")
    await tx.query(
      "update finding set epss = null, epss_before = null where epss is not null and rule like '%3'",
    )
    await tx.query('update finding set policy_points = 250 where line % 10 = 3')
    const { rows } = await tx.query<{ id: string }>('select id from asset')
    await settleMany(
      tx,
      rows.map(({ id }) => id),
      'weights',
    )
  })
})
afterAll(() => db.drop())

interface Row {
  asset: string
  key: string
  points: number
  before: number
}

const WISH = {
  preset: 'balanced',
  weights: { epss: 1.37, confidence: 0.3, data: 1.7, exposure: 0.61 },
}

/** The open findings, each scored by itself from everything that is known of it. */
async function oneByOne(model: RiskModel) {
  return transaction(db.pool, async (tx) => {
    const contexts = await riskContexts(tx)
    const { rows } = await tx.query<Row>(
      `select f.asset_id as asset, ${INPUT_KEY} as key, f.policy_points as points, f.score as before from finding f
       where f.posture and f.merged_into is null and f.state = 'open'`,
    )
    return rows.map((row) => {
      const context = contexts.kinds[contexts.of.get(row.asset) as number]
      const input = scoreInput(rowOfKey(row.key), context as NonNullable<typeof context>)
      return { ...row, made: score(input, model), ssvc: ssvcRank(input), contexts }
    })
  })
}

test('a score that is put together from pieces of keys is the one of everything known, whatever the weights', async () => {
  for (const weights of [{}, WISH.weights, weightsOf({ preset: 'exploit-first', weights: {} })]) {
    const model = { version: 1, weights }
    const rows = await oneByOne(model)
    const scorer = keyScorer(rows[0]?.contexts as NonNullable<(typeof rows)[0]>['contexts'], model)
    expect(rows.length).toBeGreaterThan(1000)
    for (const { asset, key, made, ssvc } of rows) {
      expect(scorer.score(asset, key)).toEqual({
        likelihood: made.likelihood.value,
        impact: made.impact.value,
        certainty: made.certainty,
        score: made.score,
      })
      expect(scorer.ssvc(asset, key)).toBe(ssvc)
    }
  }
})

test('the preview of other weights counts what each finding by itself would become', async () => {
  const rows = await oneByOne({ version: 1, weights: weightsOf(WISH) })
  const moves = rows.map(({ before, points, made }) => ({ before, after: bounded(made.score + points) }))
  const preview = await previewModel(db.pool, WISH)
  const up = moves.filter(({ before, after }) => after > before)
  const down = moves.filter(({ before, after }) => after < before)
  expect(up.length * down.length).toBeGreaterThan(0)
  expect(preview).toMatchObject({
    findings: rows.length,
    changed: up.length + down.length,
    up: up.length,
    down: down.length,
  })
  expect(preview.distribution.map(({ before, after }) => [before, after])).toEqual(
    Array.from({ length: 10 }, (_, band) => [
      moves.filter(({ before }) => Math.min(9, Math.floor(before / 100)) === band).length,
      moves.filter(({ after }) => Math.min(9, Math.floor(after / 100)) === band).length,
    ]),
  )
  const most = Math.max(...moves.map(({ before, after }) => after - before)) / 10
  const [first] = preview.movers.up
  expect((first?.after ?? 0) - (first?.before ?? 0)).toBeCloseTo(most)
  const steps = preview.movers.down.map(({ before, after }) => before - after)
  expect(steps).toEqual([...steps].sort((a, b) => b - a))
  expect(steps.length).toBeGreaterThan(0)
})

test('of the highest hundred those are others that leave it, ties aside', async () => {
  const rows = await oneByOne({ version: 1, weights: weightsOf(WISH) })
  const both = rows.map(({ before, points, made }, at) => ({
    at,
    before,
    after: bounded(made.score + points),
  }))
  const top = (of: 'before' | 'after', then: 'before' | 'after') =>
    new Set(
      [...both]
        .sort((a, b) => b[of] - a[of] || b[then] - a[then] || a.at - b.at)
        .slice(0, 100)
        .map(({ at }) => at),
    )
  const left = [...top('before', 'after').difference(top('after', 'before'))].length
  const preview = await previewModel(db.pool, WISH)
  expect(left).toBeGreaterThan(0)
  expect(preview.top100).toEqual({ entered: left, left })
})
