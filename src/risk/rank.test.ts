import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { ingest, testAsset } from '../../test/ingest.ts'
import { KINDS } from '../model/kind.ts'
import type { Observation } from '../model/observation.ts'
import { SEVERITIES } from '../model/severity.ts'
import { transaction } from '../platform/database.ts'
import { explainFinding } from './explain/explain-finding.ts'
import { rankFindings } from './rank.ts'
import { product } from './score/score.ts'
import { CVSS, EPSS, type Steps } from './score/steps.ts'
import { boundedScore } from './score-sql.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const VECTORS = ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'AV:L/AC:H/Au:N/C:P/I:N/A:N']
// Where one step ends and the next begins.
const EPSS_BOUNDS = EPSS.values
  .slice(40)
  .map((_, n) => ((n + 40.5) / 400) ** 8)
  .filter((bound) => bound < 1)
const CVSS_BOUNDS = CVSS.values.map((value) => value + 0.05).filter((bound) => bound < 10)
// As FIRST writes them.
const probability = fc.integer({ min: 0, max: 100_000 }).map((n) => n / 100_000)
const anyObservation = (n: number): fc.Arbitrary<Observation> =>
  fc.record(
    {
      type: fc.constant('observation' as const),
      kind: fc.constantFrom(...KINDS),
      rule: fc.constant(`rule-${n}`),
      title: fc.constant(`weakness ${n}`),
      severity: fc.constantFrom(...SEVERITIES),
      confidence: fc.constantFrom('high' as const, 'medium' as const, 'low' as const),
      // Bounds of steps among them, where a rounding would show.
      epss: fc.oneof(probability, fc.constantFrom(...EPSS_BOUNDS, 0, 1)),
      cvss: fc.tuple(
        fc.record(
          { score: fc.constantFrom(...CVSS_BOUNDS, 9.8), vector: fc.constantFrom(...VECTORS) },
          { requiredKeys: ['score'] },
        ),
      ),
      knownExploited: fc.boolean(),
      advisories: fc.constant([`CVE-2024-${10_000 + n}`]),
      cwes: fc.uniqueArray(fc.constantFrom(89, 79, 564, 20, 327, 1336, 99_999), { maxLength: 3 }),
      location: fc.constant({ path: `src/${n % 3 === 0 ? 'test/' : ''}file-${n}.ts`, line: n + 1 }),
      flow: fc.constant([
        { path: 'a.ts', line: 1 },
        { path: 'b.ts', line: 2 },
      ]),
      raw: fc.constant('{}'),
    },
    { requiredKeys: ['type', 'kind', 'rule', 'title', 'severity', 'location', 'raw'] },
  )

test('the first score is the one that ranking makes, and the one that the explanation adds up to', async () => {
  const asset = await testAsset(db.pool)
  await db.pool.query(
    `update asset set exposure = 'internet', criticality = 'high', data_classes = '{pii}', controls = '{waf}', blast_radius = 4 where id = $1`,
    [asset],
  )
  const items = Array.from(
    { length: 150 },
    (_, n) => fc.sample(anyObservation(n), { numRuns: 1, seed: n })[0] as Observation,
  )
  await ingest(db.pool, { asset, items })
  expect(await transaction(db.pool, (tx) => rankFindings(tx, [asset], 'all'))).toBe(0)
  const { rows } = await db.pool.query(
    'select id, score, likelihood, impact, certainty from finding where asset_id = $1 order by id',
    [asset],
  )
  expect(rows.length).toBeGreaterThan(100)
  expect(new Set(rows.map(({ score }) => score)).size).toBeGreaterThan(20)
  for (const row of rows.slice(0, 40)) {
    const made = await transaction(db.pool, (tx) => explainFinding(tx, asset, row.id))
    expect([made.score, made.likelihood, made.impact, made.certainty]).toEqual([
      row.score / 10,
      row.likelihood / 10,
      row.impact / 10,
      row.certainty,
    ])
  }
})

test('a number has the same step here and in the database, on every bound and beside it', async () => {
  const near = (bounds: readonly number[]): number[] =>
    bounds.flatMap((bound) => [bound, bound * (1 - 1e-7), bound * (1 + 1e-7)])
  const all: [Steps, readonly number[]][] = [
    [CVSS, CVSS_BOUNDS],
    [EPSS, EPSS_BOUNDS],
  ]
  for (const [steps, bounds] of all) {
    const values = [...near(bounds), 0, -1, 1, 50, ...fc.sample(probability, 500)]
    const { rows } = await db.pool.query(
      `select ${steps.sql('v')} as step from unnest($1::real[]) with ordinality as n (v, at) order by at`,
      [values],
    )
    expect(rows.map(({ step }) => step)).toEqual(values.map((value) => steps.of(value)))
  }
})

test('the product of the sides is the same in the database, and policies cannot leave the scale', async () => {
  const pairs = fc.sample(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), 500)
  const { rows } = await db.pool.query(
    `select ${boundedScore('l', 'i', '0')} as plain, ${boundedScore('l', 'i', '2000')} as most, ${boundedScore('l', 'i', '-2000')} as least
     from unnest($1::int[], $2::int[]) with ordinality as n (l, i, at) order by at`,
    [pairs.map(([l]) => l), pairs.map(([, i]) => i)],
  )
  expect(rows).toEqual(pairs.map(([l, i]) => ({ plain: product(l, i), most: 1000, least: 0 })))
})
