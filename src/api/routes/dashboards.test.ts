import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local, PASSWORD, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { newId } from '../../platform/ids.ts'

let t: TestApp
let [team, shop, ledger]: [string, string, string] = ['', '', '']
let [ann, bob, eve]: Somebody[] = []
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const day = (days: number): string => ago(days).slice(0, 10)

// Shop: a (critical) and b (high) since day 60, b fixed on day 30; ledger: c (low) since day 5.
beforeAll(async () => {
  t = await testApp()
  ;[team] = [newId()]
  await t.pool.query("insert into team (id, name) values ($1, 'Shop')", [team])
  const application = newId()
  await t.pool.query("insert into application (id, name, team_id) values ($1, 'Web shop', $2)", [
    application,
    team,
  ])
  shop = await testAsset(t.pool, 'shop')
  ledger = await testAsset(t.pool, 'ledger')
  await t.pool.query('update asset set application_id = $2 where id = $1', [shop, application])
  const [a, b] = [code({ path: 'a.ts', severity: 'critical' }), code({ path: 'b.ts', severity: 'high' })]
  await ingest(t.pool, { asset: shop, items: [a, b], at: ago(60) })
  await ingest(t.pool, { asset: shop, items: [a], at: ago(30) })
  await ingest(t.pool, {
    asset: ledger,
    items: [code({ path: 'c.ts', severity: 'low', rule: 'weak-hash' })],
    at: ago(5),
  })
  ;[ann, bob, eve] = [
    await t.somebody('developer', [team]),
    await t.somebody('developer', [team]),
    await t.somebody('security'),
  ]
})
afterAll(() => t.close())

/** With a session, as the web has: then `me` is the person, not a token. */
async function signedIn({ person }: Somebody): Promise<{ headers: Record<string, string> }> {
  const answer = await t.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: 'http://127.0.0.1:7400', host: '127.0.0.1:7400' },
    payload: { email: person.email, password: PASSWORD },
  })
  const cookies = [answer.headers['set-cookie']].flat().map((cookie) => String(cookie).split(';')[0])
  return { headers: { cookie: cookies.join('; ') } }
}

const ask = async (
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  who: { headers: Record<string, string> } | undefined,
  payload?: object,
) => {
  const { headers = local } = who ?? {}
  const answer = await t.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const place = { x: 0, y: 0, w: 6, h: 4 }
const widget = (type: string, over: object = {}) => ({ id: type, type, query: 'state=open', place, ...over })

describe('widgets', () => {
  const data = async (widgets: object[], over: object = {}) => {
    const { status, body } = await ask('POST', '/dashboards/data', undefined, { widgets, ...over })
    expect(status, JSON.stringify(body)).toBe(200)
    return body.results
  }
  const total = async (link: string) => (await ask('GET', `/findings?${link}`, undefined)).body.total

  it('counts, against so many days before, with a link to the rows', async () => {
    const [count] = await data([widget('count', { compareDays: 10 })])
    expect(count).toMatchObject({ count: 2, before: 1 })
    expect(await total(count.link)).toBe(2)
  })

  it('draws lines, bars, maps and lists', async () => {
    const [trend, breakdown, heat, top, table, age] = await data([
      widget('trend', { days: 70 }),
      widget('breakdown', { by: 'severity' }),
      widget('heatmap', { rows: 'asset', columns: 'severity' }),
      widget('top', { by: 'rule', value: 'count' }),
      widget('table', { limit: 1 }),
      widget('age'),
    ])
    const at = (n: number) => trend.lines[0].points[trend.days.indexOf(day(n))]
    expect([at(61), at(60), at(30), at(0)]).toEqual([0, 2, 1, 2])
    expect(breakdown.groups.map((g: { id: string; count: number }) => [g.id, g.count])).toEqual([
      ['critical', 1],
      ['low', 1],
    ])
    expect(heat.columns.map((c: { id: string }) => c.id)).toEqual(['critical', 'low'])
    expect(heat.rows.map((r: { label: string }) => r.label).sort()).toEqual(['ledger', 'shop'])
    const cells = heat.cells.flat() as { value: number; link: string }[]
    expect(cells.map(({ value }) => value).sort()).toEqual([0, 0, 1, 1])
    for (const { value, link } of cells) expect(await total(link)).toBe(value)
    expect(top.groups.map((g: { id: string }) => g.id).sort()).toEqual(['sqli', 'weak-hash'])
    expect(table).toMatchObject({ total: 2, rows: [{ location: 'a.ts:10' }] })
    expect(age).toMatchObject({ open: 2 })
  })

  it('says how long fixing takes and whether what was due was in time', async () => {
    const [sla, mttr] = await data([widget('sla'), widget('mttr', { by: 'team' })])
    expect(mttr.total).toMatchObject({ fixes: 1, meanDays: 30 })
    expect(mttr.groups.find((g: { label: string }) => g.label === 'Shop').figures.fixes).toBe(1)
    expect(sla.total).toHaveProperty('compliance')
  })

  it('is as of a past day, and within a scope, all at once', async () => {
    const then = { asOf: day(40) }
    const [count, breakdown] = await data([widget('count'), widget('breakdown')], then)
    expect(count.count).toBe(2)
    expect(await total(count.link)).toBe(2)
    expect(breakdown.groups.map((g: { id: string }) => g.id)).toEqual(['critical', 'high'])
    const [scoped] = await data([widget('count')], { scope: 'asset=ledger' })
    expect(scoped.count).toBe(1)
  })

  it('lets one widget fail without the others', async () => {
    const [bad, gone, good] = await data([
      widget('count', { id: 'bad', query: 'severity=enormous' }),
      widget('count', { id: 'gone', savedQuery: newId() }),
      widget('count', { id: 'good' }),
    ])
    expect(bad).toMatchObject({ id: 'bad', type: 'failed', code: 'bad_query' })
    expect(gone).toMatchObject({ id: 'gone', type: 'failed', code: 'not_found' })
    expect(good.count).toBe(2)
  })

  it('shows each reader only what they may see', async () => {
    const { body } = await ask('POST', '/dashboards/data', ann, { widgets: [widget('count')] })
    expect(body.results[0].count).toBe(1)
  })
})

describe('dashboards', () => {
  const made = async (who = ann, over: object = {}) =>
    (await ask('POST', '/dashboards', who, { name: 'Mine', widgets: [widget('count')], ...over })).body

  it('belongs to who made it until it is shared', async () => {
    const { id } = await made()
    expect((await ask('GET', `/dashboards/${id}`, bob)).status).toBe(404)
    await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'team', teamId: team })
    expect((await ask('GET', `/dashboards/${id}`, bob)).body).toMatchObject({
      mayEdit: false,
      team: { name: 'Shop' },
    })
    expect((await ask('GET', `/dashboards/${id}`, eve)).status).toBe(404)
    expect(await ask('PATCH', `/dashboards/${id}`, bob, { name: 'Ours' })).toMatchObject({
      status: 403,
      body: { code: 'not_yours' },
    })
    await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'everyone' })
    expect((await ask('GET', '/dashboards', eve)).body.map((d: { id: string }) => d.id)).toContain(id)
  })

  it('keeps what a change does not name, and refuses to overwrite another’s change', async () => {
    const before = await made(ann, { visibility: 'team', teamId: team })
    const { body: renamed } = await ask('PATCH', `/dashboards/${before.id}`, ann, {
      name: 'New',
      basedOn: before.updatedAt,
    })
    expect(renamed).toMatchObject({ name: 'New', visibility: 'team', widgetCount: 1 })
    expect(
      await ask('PATCH', `/dashboards/${before.id}`, ann, { name: 'Late', basedOn: before.updatedAt }),
    ).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    })
  })

  it('shares only with a team of one’s own', async () => {
    const other = newId()
    await t.pool.query("insert into team (id, name) values ($1, 'Other')", [other])
    const { id } = await made()
    expect(
      (await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'team', teamId: other })).body.code,
    ).toBe('not_your_team')
    expect((await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'team' })).body.code).toBe(
      'bad_sharing',
    )
  })

  it('is copied, exported with its saved queries written out, and imported', async () => {
    const query = (
      await ask('POST', '/saved-queries', ann, { name: 'Hot', query: 'state=open&severity=critical' })
    ).body
    const { id } = await made(ann, { widgets: [widget('count', { savedQuery: query.id })] })
    const { body: data } = await ask('POST', '/dashboards/data', ann, {
      widgets: [widget('count', { savedQuery: query.id })],
    })
    expect(data.results[0].count).toBe(1)
    expect((await ask('POST', `/dashboards/${id}/duplicate`, ann, {})).body).toMatchObject({
      name: 'Mine (copy)',
      visibility: 'private',
    })
    const { body: file } = await ask('GET', `/dashboards/${id}/export`, ann)
    expect(file.widgets[0]).toMatchObject({ savedQuery: null, query: 'state=open&severity=critical' })
    expect(await ask('POST', '/dashboards/import', bob, file)).toMatchObject({
      status: 201,
      body: { name: 'Mine', mayEdit: true },
    })
  })

  it('refuses widgets of one id, and a saved query that means nothing', async () => {
    expect(
      (await ask('POST', '/dashboards', ann, { name: 'Twice', widgets: [widget('count'), widget('count')] }))
        .status,
    ).toBe(400)
    expect(
      (await ask('POST', '/saved-queries', ann, { name: 'Bad', query: 'kind=nonsense' })).body.code,
    ).toBe('bad_query')
  })

  it('is a role’s first by an administrator’s word, while everyone sees it, and all of it is audited', async () => {
    const { id } = await made()
    expect((await ask('PUT', '/dashboards/defaults/developer', eve, { dashboard: id })).status).toBe(403)
    expect((await ask('PUT', '/dashboards/defaults/developer', undefined, { dashboard: id })).status).toBe(
      404,
    )
    await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'everyone' })
    expect((await ask('PUT', '/dashboards/defaults/developer', undefined, { dashboard: id })).status).toBe(
      204,
    )
    expect((await ask('GET', '/dashboards/defaults', bob)).body.defaults).toMatchObject({
      developer: id,
      auditor: null,
    })
    expect((await ask('GET', `/dashboards/${id}`, bob)).body.defaultFor).toEqual(['developer'])
    await ask('PATCH', `/dashboards/${id}`, ann, { visibility: 'private' })
    expect((await ask('GET', '/dashboards/defaults', bob)).body.defaults.developer).toBeNull()
    expect((await ask('DELETE', `/dashboards/${id}`, ann)).status).toBe(204)
    const { rows } = await t.pool.query(
      'select action from audit_entry where object in ($1, $2) order by seq',
      [`dashboard/${id}`, 'role/developer'],
    )
    expect(rows.map((row) => row.action)).toEqual([
      'dashboard.create',
      'dashboard.change',
      'dashboard.default',
      'dashboard.change',
      'dashboard.delete',
    ])
  })
})

describe('overviews by role', () => {
  const overview = async (role: string, query = '', who?: { headers: Record<string, string> }) => {
    const { status, body } = await ask('GET', `/overview/${role}${query}`, who)
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }

  it('tells a CISO how the risk went and what drove it, by unit', async () => {
    const body = await overview('ciso', '?days=40')
    expect(body.open).toMatchObject({ critical: 1, low: 1, high: 0 })
    expect(body.risk.series).toHaveLength(40)
    expect(body.risk.series.at(-1).risk).toBe(body.risk.now)
    const sum = body.drivers.reduce((all: number, d: { risk: number }) => all + d.risk, 0)
    expect(sum).toBeCloseTo(body.risk.now - body.risk.before, 0)
    const drivers = Object.fromEntries(
      body.drivers.map((d: { cause: string; findings: number }) => [d.cause, d.findings]),
    )
    expect(drivers).toMatchObject({ new: 1, fixed: 1 })
    expect(
      body.byUnit.map((u: { team: { name: string } | null; assets: number }) => [
        u.team?.name ?? null,
        u.assets,
      ]),
    ).toEqual([
      ['Shop', 1],
      [null, 1],
    ])
    const then = await overview('ciso', `?days=20&asOf=${day(35)}`)
    expect(then.open).toMatchObject({ critical: 1, high: 1 })
    expect(then.risk.now).toBe(body.risk.before)
  })

  it('gives security the queue and the day', async () => {
    await ingest(t.pool, {
      asset: shop,
      tool: 'bandit',
      items: [code({ path: 'new.ts', severity: 'medium', rule: 'B101' })],
    })
    const body = await overview('security')
    expect(body.queue.count).toBe(3)
    expect(body.queue.items).toHaveLength(3)
    expect(body.newToday).toMatchObject({ count: 1, bySeverity: { medium: 1 } })
    expect(body.byKind).toMatchObject([{ kind: 'code', open: 3 }])
    expect(body).toHaveProperty('policies')
    expect(await overview('security', `?asOf=${day(1)}`)).not.toHaveProperty('policies')
  })

  it('gives a developer what is theirs and what to fix first', async () => {
    const [a] = await findingsOf(t.pool, shop)
    await ask('PATCH', '/findings', undefined, { ids: [a?.id], assignee: ann?.person.id })
    const body = await overview('developer', '', await signedIn(ann as Somebody))
    expect(body.mine).toMatchObject({ count: 1, items: [{ location: 'a.ts:10' }] })
    expect(body.repositories.map((r: { asset: { name: string } }) => r.asset.name)).toEqual(['shop'])
    expect(body.fixFirst.items[0].location).toBe('a.ts:10')
  })

  it('gives an auditor decisions and the trail', async () => {
    // A low one: a worse one would wait for a second person's approval.
    const [c] = await findingsOf(t.pool, ledger)
    await ask('PATCH', '/findings', undefined, {
      ids: [c?.id],
      decision: 'false_positive',
      reason: 'not reachable',
    })
    const body = await overview('auditor')
    expect(body.decisions.items[0]).toMatchObject({
      decision: 'false_positive',
      reason: 'not reachable',
      asset: { name: 'ledger' },
    })
    expect(body.trail.items.length).toBeGreaterThan(0)
    expect((await overview('auditor', `?asOf=${day(3)}`)).decisions.total).toBe(0)
    expect((await ask('GET', '/overview/auditor', ann)).status).toBe(403)
  })
})
