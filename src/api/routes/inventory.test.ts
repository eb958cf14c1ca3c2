import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { rankAssets } from '../../jobs/rank-assets.ts'
import { newId } from '../../platform/ids.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

type Headers = Somebody['headers']
const call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers: Headers = local,
) => it.app.inject({ method, url: `/api/v1${url}`, headers, payload })
const get = async (url: string, headers?: Headers) => (await call('GET', url, undefined, headers)).json()
const make = async (url: string, payload: object) => (await call('POST', url, payload)).json()
const names = (page: { items: { name: string }[] }) => page.items.map((item) => item.name)

/** Walks a list page by page; every page says the same total. */
async function walk(url: string): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = ''
  do {
    const page: { items: { name: string }[]; next: string | null; total: number } = await get(
      `${url}&limit=2${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...names(page))
    cursor = page.next
    if (!cursor) expect(page.total).toBe(seen.length)
  } while (cursor)
  return seen
}

describe('applications', () => {
  test('are made, read, changed and deleted, and each change is audited', async () => {
    const team = await make('/teams', { name: 'Payments' })
    const made = await make('/applications', {
      name: 'Checkout',
      criticality: 'high',
      dataClasses: ['pci'],
      teamId: team.id,
    })
    expect(made).toMatchObject({
      name: 'Checkout',
      description: '',
      criticality: 'high',
      exposure: null,
      dataClasses: ['pci'],
      team: { id: team.id, name: 'Payments' },
      assets: 0,
      open: { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 },
      topScore: 0,
    })
    expect((await call('POST', '/applications', { name: 'Checkout' })).json()).toMatchObject({
      code: 'name_taken',
    })
    await call('PATCH', `/applications/${made.id}`, { description: 'Takes money' })
    const changed = await call('PATCH', `/applications/${made.id}`, {
      exposure: 'internet',
      criticality: null,
      teamId: null,
    })
    expect(changed.json()).toMatchObject({
      exposure: 'internet',
      criticality: null,
      team: null,
      description: 'Takes money',
    })
    expect(await get(`/applications/${made.id}`)).toEqual(changed.json())
    expect((await call('DELETE', `/applications/${made.id}`)).statusCode).toBe(204)
    expect((await call('GET', `/applications/${made.id}`)).statusCode).toBe(404)
    const { items } = await get('/audit?limit=10')
    const entries = items.filter((entry: { object: string }) => entry.object === `application/${made.id}`)
    expect(entries.map((entry: { action: string }) => entry.action)).toEqual([
      'application.delete',
      'application.change',
      'application.change',
      'application.create',
    ])
    expect(entries[1].detail).toEqual({
      application: 'Checkout',
      exposure: { was: null, is: 'internet' },
      criticality: { was: 'high', is: null },
      team: { was: 'Payments', is: null },
    })
  })

  test('list by filters and in every order, page by page', async () => {
    for (const [name, criticality] of [
      ['alpha', 'low'],
      ['Beta', 'critical'],
      ['gamma', undefined],
      ['delta', 'high'],
      ['100%', 'low'],
    ] as const)
      await make('/applications', { name, criticality })
    expect(await walk('/applications?sort=name')).toEqual(['100%', 'alpha', 'Beta', 'delta', 'gamma'])
    expect((await walk('/applications?sort=criticality')).slice(0, 2)).toEqual(['Beta', 'delta'])
    expect((await walk('/applications?sort=criticality&order=asc'))[0]).toBe('gamma')
    for (const sort of ['open', 'topScore']) expect((await walk(`/applications?sort=${sort}`)).length).toBe(5)
    expect(names(await get('/applications?q=ETA'))).toEqual(['Beta'])
    expect(names(await get('/applications?q=%25'))).toEqual(['100%'])
    expect(names(await get('/applications?criticality=low,high&sort=name'))).toEqual([
      '100%',
      'alpha',
      'delta',
    ])
    expect(names(await get('/applications?team=none&sort=name')).length).toBe(5)
    expect((await call('GET', '/applications?cursor=nonsense')).json()).toMatchObject({ code: 'bad_cursor' })
    expect((await call('GET', '/applications?sort=size')).json()).toMatchObject({
      code: 'invalid_request',
      errors: [{ where: 'query.sort' }],
    })
  })
})

describe('assets', () => {
  test('carry the context of their application until they say otherwise', async () => {
    const application = await make('/applications', {
      name: 'Shop',
      criticality: 'high',
      exposure: 'internet',
    })
    const asset = await make('/assets', {
      kind: 'service',
      name: 'shop-web',
      applicationId: application.id,
      exposure: 'internal',
    })
    expect(asset).toMatchObject({
      application: { id: application.id, name: 'Shop' },
      criticality: null,
      exposure: 'internal',
      effective: { criticality: 'high', exposure: 'internal', environment: null, dataClasses: null },
      defaultBranch: 'main',
      lastReportAt: null,
      tools: [],
    })
    const taken = await call('POST', '/assets', { kind: 'service', name: 'shop-web' })
    expect(taken.json()).toMatchObject({ status: 409, code: 'name_taken' })
    const other = await make('/assets', { kind: 'api', name: 'shop-web' })
    expect((await call('PATCH', `/assets/${other.id}`, { kind: 'service' })).statusCode).toBe(409)
    expect((await call('PATCH', `/assets/${other.id}`, { url: 'javascript:alert(1)' })).statusCode).toBe(400)
    expect((await call('PATCH', `/assets/${other.id}`, { applicationId: newId() })).json()).toMatchObject({
      code: 'unknown_reference',
    })
  })

  test('count their open findings and know their highest score', async () => {
    const application = await make('/applications', { name: 'Counted' })
    const id = await testAsset(it.pool, 'counted-repo')
    await call('PATCH', `/assets/${id}`, { applicationId: application.id })
    await ingest(it.pool, {
      asset: id,
      items: [
        codeObservation(),
        codeObservation({ path: 'src/b.ts', severity: 'critical' }),
        codeObservation({ path: 'src/c.ts', severity: 'critical', rule: 'other' }),
      ],
    })
    const [asset] = (await get('/assets?sort=open&limit=1')).items
    expect(asset).toMatchObject({
      id,
      name: 'counted-repo',
      open: { critical: 2, high: 1, low: 0 },
      tools: ['semgrep'],
    })
    const top = await it.pool.query('select max(score) / 10.0 as top from finding where asset_id = $1', [id])
    expect(asset.topScore).toBe(Number(top.rows[0].top))
    expect(asset.topScore).toBeGreaterThan(0)
    expect((await get(`/applications/${application.id}`)).lastReportAt).toBeNull()
    const report = await it.app.inject({
      method: 'POST',
      url: '/api/v1/reports?asset=counted-repo',
      headers: { ...local, 'content-type': 'application/octet-stream' },
      payload: '{}',
    })
    expect((await get(`/applications/${application.id}`)).lastReportAt).toBe(report.json().uploadedAt)
    const [listed] = (await get('/applications?limit=1')).items
    expect(listed).toMatchObject({ name: 'Counted', assets: 1, open: asset.open, topScore: asset.topScore })
  })

  test('a changed context ranks their findings again', async () => {
    const id = await testAsset(it.pool, 'ranked-repo')
    await ingest(it.pool, { asset: id, items: [codeObservation()] })
    const before = (await get(`/assets/${id}`)).topScore
    await call('PATCH', `/assets/${id}`, {
      criticality: 'critical',
      exposure: 'internet',
      environment: 'production',
    })
    const { rows } = await it.pool.query(
      `select payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
       where identifier = 'rank_assets' and payload::text like $1`,
      [`%${id}%`],
    )
    expect(rows).toHaveLength(1)
    await rankAssets(it.pool, rows[0].payload)
    const after = (await get(`/assets/${id}`)).topScore
    expect(after).toBeGreaterThan(before)
    await call('PATCH', `/assets/${id}`, { url: 'https://example.com/ranked' })
    const jobs = await it.pool.query(
      `select count(*) as n from graphile_worker._private_jobs where payload::text like $1`,
      [`%${id}%`],
    )
    expect(jobs.rows[0].n).toBe(1)
  })

  test('list by filters and in every order, page by page', async () => {
    await make('/assets', { kind: 'host', name: 'h1.example.com' })
    await make('/assets', { kind: 'host', name: 'h_2.example.com' })
    const total = (await get('/assets')).total
    for (const sort of ['name', 'kind', 'open', 'topScore', 'lastReport'])
      for (const order of ['asc', 'desc'])
        expect(
          new Set(await walk(`/assets?sort=${sort}&order=${order}`)).size,
          `${sort} ${order}`,
        ).toBeGreaterThan(total - 2)
    expect(names(await get('/assets?kind=host'))).toEqual(['h1.example.com', 'h_2.example.com'])
    expect(names(await get('/assets?q=h_'))).toEqual(['h_2.example.com'])
    expect(names(await get('/assets?application=Shop'))).toEqual(['shop-web'])
    expect(names(await get('/assets?application=none&kind=api'))).toEqual(['shop-web'])
  })

  test('are deleted with all that is theirs', async () => {
    const id = await testAsset(it.pool, 'gone-repo')
    await ingest(it.pool, { asset: id, items: [codeObservation()] })
    expect((await call('DELETE', `/assets/${id}`)).statusCode).toBe(204)
    expect((await call('GET', `/assets/${id}`)).statusCode).toBe(404)
    const { rows } = await it.pool.query(
      `select oid::regclass::text as name from pg_class where obj_description(oid, 'pg_class') = 'distributed by asset_id'`,
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { name } of rows) {
      const left = await it.pool.query(`select count(*) as n from ${name} where asset_id = $1`, [id])
      expect(left.rows[0].n, name).toBe(0)
    }
  })
})

describe('developers', () => {
  test('see what their teams own, and nothing else', async () => {
    const [mine, theirs] = [await make('/teams', { name: 'Mine' }), await make('/teams', { name: 'Theirs' })]
    const [own, other] = [
      await make('/applications', { name: 'Own', teamId: mine.id }),
      await make('/applications', { name: 'Other', teamId: theirs.id }),
    ]
    const [visible, hidden] = [
      await make('/assets', { kind: 'service', name: 'own-service', applicationId: own.id }),
      await make('/assets', { kind: 'service', name: 'other-service', applicationId: other.id }),
    ]
    await it.pool.query(
      `insert into asset_link (from_id, kind, to_id, source) values ($1, 'calls', $2, 'test'), ($2, 'calls', $1, 'test')`,
      [visible.id, hidden.id],
    )
    const { headers } = await it.somebody('developer', [mine.id])
    expect(names(await get('/applications', headers))).toEqual(['Own'])
    const list = await get('/assets', headers)
    expect([names(list), list.total]).toEqual([['own-service'], 1])
    expect((await call('GET', `/assets/${hidden.id}`, undefined, headers)).statusCode).toBe(404)
    expect((await call('GET', `/applications/${other.id}`, undefined, headers)).statusCode).toBe(404)
    expect((await get(`/assets/${visible.id}`, headers)).links).toEqual([])
    expect((await get(`/assets/${visible.id}`)).links).toHaveLength(2)
    expect((await call('PATCH', `/assets/${visible.id}`, { criticality: 'low' }, headers)).statusCode).toBe(
      403,
    )
    const nobody = await it.somebody('developer')
    expect(names(await get('/assets', nobody.headers))).toEqual([])
  })
})
