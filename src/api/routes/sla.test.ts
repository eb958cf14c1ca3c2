import { afterAll, beforeAll, expect, it } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, eventsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { rankAssets } from '../../jobs/rank-assets.ts'
import type { Severity } from '../../model/severity.ts'

const DAY = 86_400_000

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
const call = async (method: Method, url: string, payload?: object) => {
  const response = await t.app.inject({ method, url: `/api/v1${url}`, headers: local, payload })
  return { status: response.statusCode, body: response.body && response.json() }
}
interface Row {
  id: string
  severity: Severity
  sla: string
  dueAt: string | null
  location: string
}
const list = async (query: string): Promise<Row[]> => (await call('GET', `/findings?${query}`)).body.items
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString()
const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
const four = severities.map((severity, i) => code({ path: `src/${i}.ts`, severity, rule: severity }))

it('the shipped policy gives due dates from first seen; lists filter, count and sort by them', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: four, at: daysAgo(27) })
  const rows = await list(`asset=${asset}&sort=due`)
  expect(rows.map(({ severity, sla }) => [severity, sla])).toEqual([
    ['critical', 'overdue'],
    ['high', 'due_soon'],
    ['medium', 'on_time'],
    ['low', 'on_time'],
    ['info', 'none'],
  ])
  const due = rows.map(({ dueAt }) => dueAt && Math.round((Date.parse(dueAt) - Date.now()) / DAY))
  expect(due).toEqual([-20, 3, 63, 153, null])
  expect((await list(`asset=${asset}&sla=overdue,due_soon`)).map(({ severity }) => severity).sort()).toEqual([
    'critical',
    'high',
  ])
  expect(await list(`asset=${asset}&dueBefore=${new Date().toISOString()}`)).toHaveLength(1)
  const { body: facets } = await call('GET', `/findings/facets?asset=${asset}&sla=overdue`)
  expect(facets.total).toBe(1)
  expect(
    Object.fromEntries(facets.sla.map((v: { value: string; count: number }) => [v.value, v.count])),
  ).toEqual({
    overdue: 1,
    due_soon: 1,
    on_time: 2,
    none: 1,
  })
  const [first] = rows as [Row]
  expect((await call('GET', `/findings/${first.id}/sla`)).body).toMatchObject({
    state: 'overdue',
    days: 7,
    from: 'firstSeen',
    calendar: null,
    policy: 'sla-by-severity',
    rule: 'critical',
    pauses: [],
  })
  // Not fixed in time; another severity is another date at once.
  await call('PATCH', '/findings', { ids: [first.id], severity: 'low' })
  expect((await list(`asset=${asset}&sla=overdue`)).length).toBe(0)
  await ingest(t.pool, { asset, items: four.slice(1) })
  expect((await list(`asset=${asset}&state=fixed`)).map(({ sla }) => sla)).toEqual(['met'])
})

it('a paused clock adds its time, and says why it stood', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: four.slice(0, 2), at: daysAgo(1) })
  const [one] = (await list(`asset=${asset}&sort=due`)) as [Row]
  const paused = await call('POST', '/sla/pause', { ids: [one.id], reason: 'Waits for the vendor' })
  expect(paused).toEqual({ status: 200, body: { changed: 1 } })
  expect((await call('POST', '/sla/pause', { ids: [one.id], reason: 'again' })).body).toEqual({ changed: 0 })
  expect((await list(`asset=${asset}&sla=paused`)).map(({ id }) => id)).toEqual([one.id])
  await t.pool.query(
    `update sla_pause set paused_at = paused_at - interval '10 days' where finding_id = $1`,
    [one.id],
  )
  await call('POST', '/sla/resume', { filter: { asset: [asset] }, reason: 'It answered' })
  const [after] = (await list(`asset=${asset}&q=critical`)) as [Row]
  expect(Math.round((Date.parse(after.dueAt as string) - Date.parse(one.dueAt as string)) / DAY)).toBe(10)
  expect((await call('GET', `/findings/${one.id}/sla`)).body.pauses).toMatchObject([
    { reason: 'Waits for the vendor', by: 'this machine', resumeReason: 'It answered' },
  ])
  expect(await eventsOf(t.pool, asset, one.id)).toEqual(['opened', 'sla-paused', 'sla-resumed'])
  const { rows } = await t.pool.query(`select action from audit_entry where object = $1 order by seq`, [
    `asset/${asset}`,
  ])
  expect(rows.map(({ action }) => action)).toEqual(['sla.pause', 'sla.resume'])
})

it('working days of a calendar, with the holidays of a country', async () => {
  const calendar = await call('POST', '/sla/calendars', {
    name: 'office',
    timeZone: 'Europe/Berlin',
    country: 'DE',
    region: 'BY',
    holidays: [{ date: '2026-03-04', name: 'Away' }],
  })
  expect(calendar).toMatchObject({ status: 201, body: { workingDays: [1, 2, 3, 4, 5] } })
  expect(calendar.body.nextHolidays.map(({ name }: { name: string }) => name)).toContain('Christmas Day')
  expect(await call('POST', '/sla/calendars', { name: 'x', country: 'ZZ' })).toMatchObject({
    status: 400,
    body: { code: 'bad_calendar' },
  })
  await call('POST', '/policies', {
    text: `policy: in-working-days\nversion: 1\nrules:\n  - id: slow\n    for: { rule: slow }\n    then: { sla: { days: 3, from: firstSeen, calendar: office } }\n    why: Office\n`,
  })
  const asset = await testAsset(t.pool)
  // A Tuesday; Wednesday is a day of one's own.
  await ingest(t.pool, { asset, items: [code({ rule: 'slow' })], at: '2026-03-03T10:00:00Z' })
  const [one] = (await list(`asset=${asset}`)) as [Row]
  expect(one.dueAt).toBe('2026-03-09T22:59:59.000Z')
  await call('PATCH', `/sla/calendars/${calendar.body.id}`, { holidays: [], country: null, region: null })
  await rankAssets(t.pool, { assets: [asset] })
  expect(((await list(`asset=${asset}`)) as [Row])[0].dueAt).toBe('2026-03-06T22:59:59.000Z')
  expect((await call('DELETE', `/sla/calendars/${calendar.body.id}`)).status).toBe(204)
})

it('sums up and forecasts', async () => {
  const asset = await testAsset(t.pool, 'forecast')
  await ingest(t.pool, { asset, items: four, at: daysAgo(27) })
  const { body: summary } = await call('GET', `/sla/summary?asset=forecast`)
  expect(summary).toMatchObject({
    overdue: 1,
    dueSoon: 1,
    onTime: 2,
    paused: 0,
    none: 1,
    met: 0,
    late: 0,
    compliance: null,
  })
  expect(summary.bySeverity.map((g: { value: string }) => g.value)).toEqual([
    'critical',
    'high',
    'medium',
    'low',
    'info',
  ])
  const { body } = await call('GET', '/sla/forecast?asset=forecast&by=application')
  expect(body.total).toMatchObject({ open: 4, overdue: 1, fixedPerDay: 0 })
  expect(body.total.horizons).toEqual([
    { days: 7, ifNothing: 1, atUsualRate: 1 },
    { days: 14, ifNothing: 1, atUsualRate: 1 },
    { days: 30, ifNothing: 1, atUsualRate: 1 },
    { days: 90, ifNothing: 2, atUsualRate: 2 },
  ])
  await ingest(t.pool, { asset, items: four.slice(1) })
  const { body: later } = await call('GET', '/sla/summary?asset=forecast')
  expect(later).toMatchObject({ overdue: 0, late: 1, compliance: 0 })
  expect((await call('GET', '/sla/forecast?asset=forecast')).body.total.fixedPerDay).toBe(0.01)
})
