import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { newId } from '../../platform/ids.ts'

let t: TestApp
let [team, application, shop]: [string, string, string] = ['', '', '']
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const day = (days: number): string => ago(days).slice(0, 10)

// The shop: a and b open since day 100; b fixed on day 40, back on day 20; c first seen on day 30, fixed on day 10. The ledger: d since day 5.
beforeAll(async () => {
  t = await testApp({ STANCE_LOG_LEVEL: 'error' })
  ;[team, application] = [newId(), newId()]
  await t.pool.query("insert into team (id, name) values ($1, 'Shop')", [team])
  await t.pool.query("insert into application (id, name, team_id) values ($1, 'Web shop', $2)", [
    application,
    team,
  ])
  shop = await testAsset(t.pool, 'shop')
  const ledger = await testAsset(t.pool, 'ledger')
  await t.pool.query('update asset set application_id = $2 where id = $1', [shop, application])
  const file = (path: string, severity: 'critical' | 'high' | 'low', title = 'SQL injection') =>
    code({ path, severity, title })
  const [a, b, c] = [file('a.ts', 'critical'), file('b.ts', 'high'), file('c.ts', 'low')]
  await ingest(t.pool, { asset: shop, items: [a, b], at: ago(100) })
  await ingest(t.pool, { asset: shop, items: [a], at: ago(40) })
  await ingest(t.pool, { asset: shop, items: [a, c], at: ago(30) })
  await ingest(t.pool, { asset: shop, items: [a, b, c], at: ago(20) })
  await ingest(t.pool, { asset: shop, items: [a, b], at: ago(10) })
  await ingest(t.pool, { asset: ledger, items: [file('d.ts', 'high', '=HYPERLINK("x")')], at: ago(5) })
})
afterAll(() => t.close())

const get = async (url: string, headers = local) => {
  const answer = await t.app.inject({ url: `/api/v1${url}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const total = async (link: string) => (await get(`/findings?${link}`)).total

describe('figures', () => {
  // The first one loads all formats, for what their tools look at.
  it('says what is open, what came, went and came back within the window', { timeout: 120_000 }, async () => {
    const { total: now, from, asOf } = await get('/metrics?days=60')
    expect([from, asOf]).toEqual([day(59), day(0)])
    expect(now).toMatchObject({ open: 3, opened: 2, fixed: 1, reopened: 1 })
    expect(now.fixRate).toBeCloseTo(1 / 3, 3)
    expect(now.reopenRate).toBe(0.5)
    expect(now.mttr).toMatchObject({ fixes: 1, meanDays: 20, medianDays: 20 })
    expect(now.age).toMatchObject({ medianDays: 100, p90Days: 100 })
    expect(now.age.buckets.map((b: { count: number }) => b.count)).toEqual([1, 0, 0, 2, 0, 0])
  })

  it('links each number to as many rows as it says', async () => {
    const { total: now, groups } = await get('/metrics?days=60&by=severity')
    expect(await total(now.links.open)).toBe(now.open)
    expect(await total(now.links.opened)).toBe(now.opened)
    expect(await total(now.mttr.link)).toBe(now.mttr.fixes)
    expect(groups).toHaveLength(3)
    for (const { link, figures } of groups) expect(await total(link)).toBe(figures.open)
  })

  it('cuts by team, application, asset, kind and severity', async () => {
    const open = async (by: string) =>
      Object.fromEntries(
        (await get(`/metrics?by=${by}`)).groups.map((g: { label: string; figures: { open: number } }) => [
          g.label,
          g.figures.open,
        ]),
      )
    expect(await open('team')).toEqual({ Shop: 2, 'No team': 1 })
    expect(await open('application')).toEqual({ 'Web shop': 2, 'No application': 1 })
    expect(await open('asset')).toEqual({ shop: 2, ledger: 1 })
    expect(await open('kind')).toEqual({ code: 3 })
    expect(await open('severity')).toEqual({ critical: 1, high: 2, low: 0 })
  })

  it('counts what has a due date: met, missed, overdue', async () => {
    const [a, b, c] = (await findingsOf(t.pool, shop)).map(({ id }) => id)
    await t.pool.query(
      `update finding f set due_at = d.due from unnest($2::uuid[], $3::timestamptz[]) as d (id, due) where f.asset_id = $1 and f.id = d.id`,
      [shop, [a, b, c], [ago(3), ago(-4), ago(9)]],
    )
    await t.pool.query('update finding_version set version = version + 1 where asset_id = $1', [shop])
    const { total: now } = await get('/metrics?days=60&asset=shop')
    expect(now.sla).toMatchObject({
      met: 1,
      missed: 0,
      overdue: 1,
      dueSoon: 1,
      withDueDate: 2,
      compliance: 0.5,
    })
  })
})

describe('as of a past day', () => {
  it('tells the states of that day', async () => {
    const open = async (days: number) => (await get(`/metrics?asOf=${day(days)}`)).total.open
    expect([
      await open(120),
      await open(99),
      await open(39),
      await open(29),
      await open(19),
      await open(9),
    ]).toEqual([0, 2, 1, 2, 3, 2])
  })

  it('shows the rows of that day with their states', async () => {
    const then = await get(`/findings?state=fixed&asOf=${day(39)}`)
    expect(then.items.map((f: { location: string; state: string }) => [f.location, f.state])).toEqual([
      ['b.ts:10', 'fixed'],
    ])
    expect((await get(`/findings/facets?asOf=${day(39)}`)).state).toEqual([
      { value: 'fixed', label: 'fixed', count: 1 },
      { value: 'open', label: 'open', count: 1 },
    ])
    const { total: past } = await get(`/metrics?asOf=${day(39)}&days=30`)
    expect(past.mttr).toMatchObject({ fixes: 1, meanDays: 60 })
    expect(await total(past.links.open)).toBe(past.open)
    expect(await total(past.mttr.link)).toBe(1)
  })

  it('has the risk that was recorded then, and says what cannot be known', async () => {
    const now = await get('/metrics')
    const then = await get(`/metrics?asOf=${day(39)}`)
    const today = (await get('/findings?state=open&limit=500')).items as { score: number; location: string }[]
    const sum = today.reduce((all, { score }) => all + score, 0)
    expect(now.total.risk.sum).toBeCloseTo(sum, 5)
    expect(then.total.risk.sum).toBeGreaterThan(0)
    expect(then.total.risk).toMatchObject({ top: null, findings50: null })
    expect(then.caveats.map((c: { figure: string }) => c.figure)).toContain('sla')
    const byTool = await get(`/metrics?asOf=${day(39)}&tool=semgrep`)
    expect(byTool.total.risk.sum).toBeNull()
    expect(byTool.caveats.map((c: { figure: string }) => c.figure)).toContain('risk.sum')
  })

  it('refuses a day that is yet to come, and a branch’s past', async () => {
    const status = async (url: string) => {
      const answer = await t.app.inject({ url: `/api/v1${url}`, headers: local })
      return [answer.statusCode, answer.json().code]
    }
    expect(await status(`/metrics?asOf=${day(-3)}`)).toEqual([400, 'future_day'])
    expect(await status(`/findings?asset=shop&branch=x&asOf=${day(3)}`)).toEqual([400, 'branch_has_no_past'])
  })
})

describe('day by day', () => {
  it('follows what is open through fixing and coming back', async () => {
    const { days, lines } = await get('/metrics/history?days=110')
    const at = (n: number) => lines[0].points[days.indexOf(day(n))]
    expect([at(105), at(100), at(41), at(40), at(30), at(20), at(10), at(5), at(0)]).toEqual([
      0, 2, 2, 1, 2, 3, 2, 3, 3,
    ])
    const { trend } = await get('/overview?days=110')
    const open = (entry: { open: Record<string, number> }) =>
      Object.values(entry.open).reduce((a, b) => a + b, 0)
    expect(lines[0].points).toEqual(trend.map(open))
  })

  it('adds up flows and risk', async () => {
    const sum = async (measure: string) =>
      (await get(`/metrics/history?days=110&measure=${measure}`)).lines[0].points.reduce(
        (a: number, b: number) => a + b,
        0,
      )
    expect([await sum('opened'), await sum('fixed'), await sum('reopened')]).toEqual([4, 2, 1])
    const risk = await get('/metrics/history?days=110&measure=risk')
    expect(risk.lines[0].points.at(-1)).toBeCloseTo((await get('/metrics')).total.risk.sum, 5)
    const parts = await get('/metrics/history?days=110&measure=risk&by=severity')
    const ends = parts.lines.map((line: { points: number[] }) => line.points.at(-1))
    expect(ends.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(risk.lines[0].points.at(-1), 5)
  })
})

it('counts coverage by class: what the kind of an asset asks for', async () => {
  const { coverage } = await get('/metrics')
  expect(coverage).toMatchObject({ assets: 2, covered: 0 })
  expect(coverage.byClass.map((c: { class: string }) => c.class)).toEqual(['sast', 'sca', 'secrets', 'iac'])
})

it('shows agreement where two tools looked', async () => {
  await ingest(t.pool, {
    asset: shop,
    tool: 'bandit',
    items: [code({ path: 'a.ts', severity: 'critical' })],
    at: ago(1),
  })
  const { total: now } = await get('/metrics?asset=shop')
  expect(now.agreement).toEqual({ comparable: 2, agreed: 1, share: 0.5 })
})

it('exports CSV that no spreadsheet runs, and Prometheus text', async () => {
  await t.pool.query("update team set name = '=cmd()' where id = $1", [team])
  const csv = await t.app.inject({ url: '/api/v1/metrics?by=team&format=csv', headers: local })
  expect(csv.headers['content-type']).toContain('text/csv')
  const rows = csv.body.trim().split('\r\n')
  expect(rows).toHaveLength(4)
  expect(csv.body).toContain(",'=cmd(),")
  const text = await t.app.inject({ url: '/api/v1/metrics?by=team&format=prometheus', headers: local })
  expect(text.body).toContain('stance_findings_open 3')
  expect(text.body).toContain('stance_team_findings_open{team="No team"} 1')
})

it('shows developers what their teams own and no more', async () => {
  const { headers } = await t.somebody('developer', [team])
  expect((await get('/metrics', headers)).total.open).toBe(2)
  const nobody = await t.somebody('developer')
  expect((await get('/metrics', nobody.headers)).total.open).toBe(0)
})
