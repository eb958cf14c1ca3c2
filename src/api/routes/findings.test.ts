import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { newId } from '../../platform/ids.ts'

let t: TestApp
let [shop, ledger]: [string, string] = ['', '']
let developer: Somebody
beforeAll(async () => {
  t = await testApp()
  const [team, application] = [newId(), newId()]
  await t.pool.query("insert into team (id, name) values ($1, 'Shop')", [team])
  await t.pool.query("insert into application (id, name, team_id) values ($1, 'Web shop', $2)", [
    application,
    team,
  ])
  shop = await testAsset(t.pool, 'shop')
  ledger = await testAsset(t.pool, 'ledger')
  await t.pool.query('update asset set application_id = $2 where id = $1', [shop, application])
  developer = await t.somebody('developer', [team])
  const items = [
    code(),
    code({
      path: 'src/b.ts',
      title: '=HYPERLINK("http://evil.example")',
      rule: '@r,1',
      severity: 'low',
      cwes: [79],
    }),
    code({
      path: 'src/c.ts',
      kind: 'config',
      severity: 'critical',
      description: 'Why it matters',
      references: ['https://a.example'],
    }),
  ]
  await ingest(t.pool, { asset: shop, items })
  await ingest(t.pool, {
    asset: ledger,
    items: [code({ title: 'Path traversal', cwes: [22] })],
    tool: 'bandit',
  })
})
afterAll(() => t.close())

const get = async (url: string, headers = local) => {
  const response = await t.app.inject({ url: `/api/v1${url}`, headers })
  return { status: response.statusCode, body: response.json() }
}

describe('GET /findings', () => {
  it('lists the posture, the highest score first, with all its fields', async () => {
    const { status, body } = await get('/findings')
    expect(status).toBe(200)
    expect(body).toMatchObject({ total: 4, next: null })
    const scores = body.items.map((item: { score: number }) => item.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(body.items.find((item: { location: string }) => item.location === 'src/c.ts:10')).toMatchObject({
      kind: 'config',
      severity: 'critical',
      state: 'open',
      asset: { id: shop, name: 'shop', kind: 'repository' },
      application: { name: 'Web shop' },
      tools: ['semgrep'],
      assignee: null,
      fixedAt: null,
    })
  })

  it('filters by lists, words and numbers, and pages', async () => {
    expect((await get('/findings?severity=critical,low')).body.total).toBe(2)
    expect((await get('/findings?severity=critical&severity=low&asset=shop&q=src/c')).body.total).toBe(1)
    expect((await get('/findings?rule=@r,1')).body.total).toBe(1)
    expect((await get('/findings?cwe=22')).body.items[0]).toMatchObject({ title: 'Path traversal' })
    expect((await get('/findings?assignee=none&knownExploited=false&minScore=1')).body.total).toBe(4)
    const first = (await get('/findings?limit=3&sort=location')).body
    const rest = (await get(`/findings?limit=3&sort=location&cursor=${first.next}`)).body
    expect([...first.items, ...rest.items].map((item: { location: string }) => item.location)).toEqual([
      'src/a.ts:10',
      'src/a.ts:10',
      'src/b.ts:10',
      'src/c.ts:10',
    ])
    expect(rest.next).toBe(null)
  })

  it('shows developers what their teams own', async () => {
    expect((await get('/findings', developer.headers)).body.total).toBe(3)
    expect((await get('/findings?asset=ledger', developer.headers)).body.total).toBe(0)
    const facets = (await get('/findings/facets', developer.headers)).body
    expect(facets.asset.map((value: { label: string }) => value.label)).toEqual(['shop'])
    const theirs = (await get('/findings?asset=ledger')).body.items[0].id
    expect((await get(`/findings/${theirs}`, developer.headers)).status).toBe(404)
  })

  it('refuses what it does not know', async () => {
    expect(await get('/findings?sort=nothing')).toMatchObject({ status: 400 })
    expect(await get('/findings?cursor=abc')).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
    expect(await get('/findings?branch=x')).toMatchObject({
      status: 400,
      body: { code: 'branch_needs_asset' },
    })
    expect((await t.app.inject('/api/v1/findings')).statusCode).toBe(401)
  })
})

it('counts facets', async () => {
  const { body } = await get('/findings/facets?severity=low')
  expect(body.total).toBe(1)
  expect(body.severity).toEqual([
    { value: 'high', label: 'high', count: 2 },
    { value: 'critical', label: 'critical', count: 1 },
    { value: 'low', label: 'low', count: 1 },
  ])
  expect(body.tool).toEqual([{ value: 'semgrep', label: 'semgrep', count: 1 }])
})

it('exports CSV that no spreadsheet runs', async () => {
  const response = await t.app.inject({
    url: '/api/v1/findings/export.csv?asset=shop&severity=low',
    headers: local,
  })
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8')
  const [head, row, end] = response.body.split('\r\n')
  expect(head).toMatch(/^id,title,kind,severity,score,state,/)
  expect(row).toContain(`,"'=HYPERLINK(""http://evil.example"")",code,low,`)
  expect(row).toContain(`,"'@r,1",CWE-79,`)
  expect(end).toBe('')
})

it('shows one finding with everything', async () => {
  const { id } = (await get('/findings?severity=critical')).body.items[0]
  const { body } = await get(`/findings/${id}`)
  expect(body).toMatchObject({
    id,
    description: 'Why it matters',
    references: ['https://a.example'],
    decision: null,
    severityOverride: null,
    mergedInto: null,
    notes: [],
    history: [{ type: 'opened', actor: null }],
    observations: [
      {
        tool: 'semgrep',
        branch: 'main',
        present: true,
        reason: { rule: 'first', text: 'It opened this finding.' },
      },
    ],
  })
  const points = (side: string): number =>
    body.explanation.factors
      .filter((factor: { side: string }) => factor.side === side)
      .reduce((sum: number, factor: { points: number }) => sum + factor.points, 0)
  expect((points('likelihood') * points('impact')) / 100).toBeCloseTo(body.score, 1)
  const raw = await get(`/findings/${id}/observations/${body.observations[0].id}/raw`)
  expect(raw.body).toMatchObject({ text: '{}', reportId: body.observations[0].reportId })
  expect((await get(`/findings/${newId()}`)).status).toBe(404)
})

describe('branches', () => {
  it('are compared with the default one, and listed by what they add', async () => {
    const asset = await testAsset(t.pool, 'branchy')
    await ingest(t.pool, { asset, items: [code({ path: 'old.ts' }), code({ path: 'both.ts' })] })
    await ingest(t.pool, { asset, tool: 'bandit', items: [code({ path: 'unlooked.ts' })] })
    const branch = 'feature/x'
    const added = code({ path: 'new.ts', snippet: 'eval(input)', severity: 'critical' })
    await ingest(t.pool, { asset, branch, items: [code({ path: 'both.ts' }), added] })
    const { body } = await get(`/assets/${asset}/compare?branch=${encodeURIComponent(branch)}`)
    const places = (rows: { location: string }[]) => rows.map((row) => row.location)
    expect(body).toMatchObject({ branch, base: 'main', unchanged: 1 })
    expect([places(body.introduced), places(body.resolved)]).toEqual([['new.ts:10'], ['old.ts:10']])
    const listed = await get(`/findings?asset=${asset}&branch=${encodeURIComponent(branch)}`)
    expect(listed.body).toMatchObject({ total: 1, items: [{ location: 'new.ts:10', state: 'open' }] })
    expect((await get(`/findings?asset=${asset}`)).body.total).toBe(3)
    expect((await get(`/assets/${asset}/compare?branch=none`)).status).toBe(404)
  })
})
