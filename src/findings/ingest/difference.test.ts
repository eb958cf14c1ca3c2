import { afterAll, beforeAll, expect, test } from 'vitest'
import { sarifText } from '../../../bench/make-sarif.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { codeObservation as code, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { expectSound } from '../../../test/sound.ts'
import { testUploads, type Uploads } from '../../../test/uploads.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'
import { transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { firstScorer } from '../../risk/first-score.ts'
import { applyPolicies } from '../../risk/policies/apply-policies.ts'
import { rankingBasis } from '../../risk/ranking-basis.ts'
import { clearStaging, stage } from './stage.ts'

// A report is staged as the difference from what its scope shows.

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

const report = (shape: Parameters<typeof sarifText>[0]): string => [...sarifText(shape)].join('')

test('what comes again the same is not staged, what is new, other or gone is', async () => {
  const asset = await testAsset(db.pool)
  const [stays, changes, moves, goes] = ['a', 'b', 'c', 'd'].map((name) =>
    code({ path: `src/${name}.ts`, snippet: `db.query(${name}, input)` }),
  )
  await ingest(db.pool, { asset, items: [stays, changes, moves, goes] as never })
  const next = newId()
  const basis = await transaction(db.pool, (tx) => rankingBasis(tx, asset))
  const items = [
    { type: 'header', tool: 'semgrep' },
    stays,
    { ...changes, title: 'SQL injection through a name' },
    { ...moves, location: { ...moves?.location, line: 99 } },
    code({ path: 'src/e.ts' }),
  ]
  const staged = await stage(
    db.pool,
    (async function* () {
      yield* items as never[]
    })(),
    {
      asset,
      report: next,
      branch: 'main',
      scopeName: null,
      fallbackTool: () => 'semgrep',
      observedAt: () => new Date(),
      firstScore: firstScorer(basis),
    },
  )
  expect(staged.observations).toBe(4)
  const { rows } = await db.pool.query(
    'select path, line from staged_observation where report_id = $1 order by path',
    [next],
  )
  expect(rows).toEqual([
    { path: 'src/b.ts', line: 10 },
    { path: 'src/c.ts', line: 99 },
    { path: 'src/e.ts', line: 10 },
  ])
  const gone = await db.pool.query(
    `select o.path from staged_gone g join observation o using (asset_id, scope_id, key) where g.report_id = $1`,
    [next],
  )
  expect(gone.rows).toEqual([{ path: 'src/d.ts' }])
  await clearStaging(db.pool, { asset, report: next })
})

test('a twin that comes is told from one that stayed, though that one was not staged', async () => {
  const asset = await testAsset(db.pool)
  const around = (from: number) =>
    [0, 4].map((after) => code({ rule: `around ${after}`, line: from + after, snippet: 'exec(around)' }))
  await ingest(db.pool, { asset, items: [code({ line: 10 }), ...around(8)] })
  const [first] = (await findingsOf(db.pool, asset)).filter(({ place }) => place.endsWith(':10'))
  // The code moved down by ten lines, and its twin now stands where it was.
  await ingest(db.pool, { asset, items: [code({ line: 10 }), code({ line: 20 }), ...around(18)] })
  const after = await findingsOf(db.pool, asset)
  expect(after.find(({ id }) => id === first?.id)).toMatchObject({ place: 'src/a.ts:20', state: 'open' })
  expect(after).toHaveLength(4)
  await ingest(db.pool, { asset, items: [code({ line: 20 }), ...around(18)] })
  expect((await findingsOf(db.pool, asset)).find(({ id }) => id === first?.id)?.state).toBe('open')
})

test('two reports read at once of one scope: the later one is compared with what the earlier one left', async () => {
  const ids: string[] = []
  for (const shape of [
    { results: 300 },
    { results: 300, gone: 0.1, added: 0.1 },
    { results: 300, moved: 0.2 },
  ])
    ids.push(await uploads.submit(report(shape), { asset: 'read at once' }))
  const { rows } = await db.pool.query<{ asset: string }>(
    'select asset_id as asset from report where id = $1',
    [ids[0]],
  )
  const asset = rows[0]?.asset as string
  await ingestReport(uploads.deps, { asset, report: ids[0] as string })
  await Promise.all(ids.slice(1).map((id) => ingestReport(uploads.deps, { asset, report: id })))
  await expectSound(db.pool)
  const last = await db.pool.query<{ observations: number; present: number }>(
    `select r.observations, (select count(*)::int from observation o where o.asset_id = s.asset_id and o.scope_id = s.id and o.present) as present
     from scope s join report r on r.asset_id = s.asset_id and r.id = s.last_report_id where s.asset_id = $1`,
    [asset],
  )
  expect(last.rows[0]?.present).toBe(last.rows[0]?.observations)
})

test('a first import writes each finding once, with its policies’ outcome and due date', async () => {
  const { asset } = await uploads.upload(report({ results: 200 }), { asset: 'written once' })
  const { rows } = await db.pool.query<{ written: number; again: number; decided: number }>(
    `select count(*)::int as written, count(*) filter (where f.cmin::text::int >= e.cmin::text::int)::int as again,
            count(*) filter (where f.policy_outcome is not null and f.due_at is not null)::int as decided
     from finding f join finding_event e on e.asset_id = f.asset_id and e.finding_id = f.id and e.type = 'opened'
     where f.asset_id = $1`,
    [asset],
  )
  expect(rows).toEqual([{ written: 200, again: 0, decided: 200 }])
  expect(await transaction(db.pool, (tx) => applyPolicies(tx, [asset], 'all'))).toBe(0)
})
