import { afterAll, beforeAll, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { newId } from '../../platform/ids.ts'

let t: TestApp
let [team, application]: [string, string] = ['', '']
const daysAgo = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString()
const day = (n: number): string => daysAgo(n).slice(0, 10)

beforeAll(async () => {
  t = await testApp()
  ;[team, application] = [newId(), newId()]
  await t.pool.query("insert into team (id, name) values ($1, 'Shop')", [team])
  await t.pool.query("insert into application (id, name, team_id) values ($1, 'Web shop', $2)", [
    application,
    team,
  ])
  const [shop, ledger] = [await testAsset(t.pool, 'shop'), await testAsset(t.pool, 'ledger')]
  await t.pool.query('update asset set application_id = $2 where id = $1', [shop, application])
  const file = (path: string, severity: 'critical' | 'high' | 'low') => code({ path, severity })
  const [a, b, c] = [file('a.ts', 'critical'), file('b.ts', 'high'), file('c.ts', 'low')]
  await ingest(t.pool, { asset: shop, items: [a, b], at: daysAgo(200) })
  await ingest(t.pool, { asset: shop, items: [a, b, c], at: daysAgo(20) })
  await ingest(t.pool, { asset: shop, items: [a, c], at: daysAgo(10) })
  await ingest(t.pool, {
    asset: shop,
    tool: 'bandit',
    items: [code({ path: 'a.ts', rule: 'B608' })],
    at: daysAgo(5),
  })
  await ingest(t.pool, { asset: ledger, items: [b], at: daysAgo(2) })
})
afterAll(() => t.close())

const overview = async (query = '', headers = local) =>
  (await t.app.inject({ url: `/api/v1/overview${query}`, headers })).json()
const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }

it('says what is open now, of what, and what to fix first', async () => {
  const body = await overview()
  expect(body.open).toEqual({ ...none, critical: 1, high: 1, low: 1 })
  expect(body.funnel).toMatchObject({ observations: 5, findings: 4, open: 3, criticalOrHigh: 2 })
  expect(body.byKind).toEqual([{ kind: 'code', open: 3 }])
  expect(body.byApplication).toEqual([
    {
      id: application,
      name: 'Web shop',
      open: { ...none, critical: 1, low: 1 },
      topScore: body.fixFirst[0].score,
    },
  ])
  expect(body.fixFirst.map((f: { location: string }) => f.location)).toEqual([
    'a.ts:10',
    'b.ts:10',
    'c.ts:10',
  ])
  expect(body.counts).toMatchObject({ applications: 1, assets: 2, tools: 2 })
  const { total } = (
    await t.app.inject({ url: '/api/v1/findings?state=open&minScore=50', headers: local })
  ).json()
  expect(body.funnel.top).toBe(total)
})

it('tells each day’s open findings and changes', async () => {
  const { trend } = await overview('?days=30')
  expect(trend).toHaveLength(30)
  expect(trend[0].day).toBe(day(29))
  expect(trend[29].day).toBe(day(0))
  const at = (n: number) => trend.find((entry: { day: string }) => entry.day === day(n))
  expect(at(29)).toEqual({ day: day(29), open: { ...none, critical: 1, high: 1 }, opened: 0, fixed: 0 })
  expect(at(21)).toMatchObject({ open: { ...none, critical: 1, high: 1 }, opened: 0, fixed: 0 })
  expect(at(20)).toMatchObject({ open: { ...none, critical: 1, high: 1, low: 1 }, opened: 1, fixed: 0 })
  expect(at(10)).toMatchObject({ open: { ...none, critical: 1, low: 1 }, opened: 0, fixed: 1 })
  expect(at(5)).toMatchObject({ open: { ...none, critical: 1, low: 1 }, opened: 0, fixed: 0 })
  expect(at(2)).toMatchObject({ open: { ...none, critical: 1, high: 1, low: 1 }, opened: 1, fixed: 0 })
  expect(at(0)).toMatchObject({ open: { ...none, critical: 1, high: 1, low: 1 }, opened: 0, fixed: 0 })
  expect((await overview('?days=1')).trend).toEqual([at(0)])
})

it('is about applications, teams and what the reader may see', async () => {
  const shop = { ...none, critical: 1, low: 1 }
  expect((await overview(`?application=${application}`)).open).toEqual(shop)
  expect((await overview('?application=none')).open).toEqual({ ...none, high: 1 })
  const ofTeam = await overview('?team=Shop&days=400')
  expect(ofTeam).toMatchObject({
    open: shop,
    funnel: { observations: 4, findings: 3, open: 2 },
    counts: { assets: 1 },
  })
  expect(ofTeam.trend.at(-1).open).toEqual(shop)
  expect(ofTeam.trend[0].open).toEqual(none)
  const { headers } = await t.somebody('developer', [team])
  expect(await overview('', headers)).toMatchObject({
    open: shop,
    funnel: { observations: 4, findings: 3 },
    counts: { applications: 1, assets: 1 },
  })
  const { headers: stranger } = await t.somebody('developer', [])
  expect(await overview('', stranger)).toMatchObject({
    open: none,
    fixFirst: [],
    counts: { assets: 0, components: 0 },
  })
})

it('names the reports that changed something', async () => {
  const report = (id: string, fixed: number, uploaded: string) =>
    t.pool.query(
      `insert into report (asset_id, id, sha256, bytes, branch, status, uploaded_by, uploaded_at, finished_at, observed_at, tools, outcome)
       select id, $1, '', 1, 'main', 'done', 'x', $3, $3, $3, '{semgrep}',
              jsonb_build_object('new', 0, 'unchanged', 5, 'moved', 0, 'changed', 0, 'reopened', 0, 'fixed', $2::int, 'merged', 0)
       from asset where name = 'shop'`,
      [id, fixed, uploaded],
    )
  const [older, newer] = [newId(), newId()]
  await report(older, 2, daysAgo(3))
  await report(newer, 1, daysAgo(1))
  await report(newId(), 0, daysAgo(0))
  const { changes, counts } = await overview()
  expect(changes.map((change: { reportId: string }) => change.reportId)).toEqual([newer, older])
  expect(changes[0]).toMatchObject({ asset: { name: 'shop' }, tools: ['semgrep'], opened: 0, fixed: 1 })
  expect(counts.reports).toBe(3)
  expect((await overview('?application=none')).changes).toEqual([])
})

it('takes noise out of the funnel step by step, and never out of the lists', async () => {
  const asset = await testAsset(t.pool, 'stock')
  const twice = code({ path: 'src/stock.ts', severity: 'high' })
  const items = [
    twice,
    twice,
    code({ path: 'src/stock.test.ts', severity: 'critical' }),
    code({ path: 'vendor/lib.ts', severity: 'info' }),
  ]
  const before = (await overview()).funnel
  await ingest(t.pool, { asset, items })
  const { funnel } = await overview()
  expect(funnel).toMatchObject({
    observations: before.observations + 4,
    open: before.open + 4,
    signal: before.signal + 1,
    criticalOrHigh: before.criticalOrHigh + 1,
  })
  const reasons = Object.fromEntries(
    funnel.noise.map(({ reason, open }: { reason: string; open: number }) => [reason, open]),
  )
  expect(reasons).toEqual({ test: 1, vendored: 1, informational: 1, duplicate: 1 })
  const list = async (noise: string) =>
    (await t.app.inject({ url: `/api/v1/findings?asset=stock&noise=${noise}`, headers: local })).json().items
  expect(await list('none')).toMatchObject([{ path: 'src/stock.ts', noise: [] }])
  const [test, ...others] = await list('test')
  expect([test.noise, others]).toEqual([['test'], []])
  // Ranked below what runs, and the score says so.
  const { explanation } = (await t.app.inject({ url: `/api/v1/findings/${test.id}`, headers: local })).json()
  const factor = explanation.factors.find(({ id }: { id: string }) => id === 'noise')
  expect(factor).toMatchObject({ value: 'test', label: 'Where it stands' })
  expect(factor.points).toBeLessThan(-20)
})

it('draws the same line up to a past day as up to today, and never below zero', async () => {
  const asset = await testAsset(t.pool, 'risen')
  const found = (severity: 'low' | 'high') => [code({ path: 'r.ts', rule: 'risen', severity })]
  await ingest(t.pool, { asset, items: found('low'), at: daysAgo(30) })
  await ingest(t.pool, { asset, items: found('high'), at: daysAgo(3) })
  const upTo = async (query: string): Promise<{ day: string; open: typeof none }[]> =>
    (await overview(`?${query}`)).trend
  const today = await upTo('days=60')
  const past = await upTo(`asOf=${day(15)}&days=45`)
  expect(past).toEqual(today.slice(0, 45))
  expect(past.at(-1)?.open).toMatchObject({ high: 1, low: 2 })
  expect(past.flatMap(({ open }) => Object.values(open)).every((count) => count >= 0)).toBe(true)
})
