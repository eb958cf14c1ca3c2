import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { rankAssets } from '../../jobs/rank-assets.ts'
import { rerank } from '../../jobs/rerank.ts'
import { spreadBlastRadius } from '../../jobs/spread-blast-radius.ts'
import type { Observation } from '../../model/observation.ts'
import { RERANK_TASK } from '../../risk/models/save-model.ts'

let it: TestApp
let shop: string
let application: string
const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const vulnerable: Observation = {
  type: 'observation',
  kind: 'dependency',
  rule: 'CVE-2021-44228',
  title: 'CVE-2021-44228 in log4j-core',
  severity: 'critical',
  advisories: ['CVE-2021-44228'],
  cvss: [{ vector: V31, score: 9.8, version: '3.1' }],
  component: { name: 'log4j-core', version: '2.14.0', fixVersions: ['2.17.1'] },
  epss: 0.94,
  raw: '{}',
}
const flow = ['a', 'b'].map((path) => ({ path: `src/${path}.ts`, line: 3 }))

beforeAll(async () => {
  it = await testApp()
  application = (await call('POST', '/applications', { name: 'Shop' })).body.id
  shop = await testAsset(it.pool, 'shop')
  await it.pool.query('update asset set application_id = $2 where id = $1', [shop, application])
  await ingest(it.pool, { asset: shop, tool: 'trivy', items: [vulnerable] })
  await ingest(it.pool, {
    asset: shop,
    tool: 'semgrep',
    items: [codeObservation({ flow, severity: 'high', confidence: 'high' })],
  })
})
afterAll(() => it.close())

async function call(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  const answer = await it.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: local,
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function explained(q: string) {
  const { items } = (await call('GET', `/findings?q=${q}`)).body
  return (await call('GET', `/findings/${items[0].id}`)).body
}

const sumOf = (factors: { side: string; points: number }[], side: string): number =>
  factors.filter((one) => one.side === side).reduce((sum, { points }) => sum + Math.round(points * 10), 0) /
  10

/** Does what the worker would, once. */
async function runJobs(task: string, work: (payload: never) => Promise<unknown>) {
  const { rows } = await it.pool.query(
    `select j.id, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [task],
  )
  await it.pool.query('select graphile_worker.complete_jobs($1)', [rows.map(({ id }) => id)])
  for (const { payload } of rows) await work(payload as never)
}
const rankAll = () => runJobs('rank_assets', (payload) => rankAssets(it.pool, payload))

test('a finding says what its score is made of, exactly, with who says so', async () => {
  const { score, explanation } = await explained('log4j')
  expect(explanation.score).toBe(score)
  expect(sumOf(explanation.factors, 'likelihood')).toBe(explanation.likelihood)
  expect(sumOf(explanation.factors, 'impact')).toBe(explanation.impact)
  expect(explanation.score).toBe(Math.round((explanation.likelihood * explanation.impact) / 10) / 10)
  expect(explanation.low).toBeLessThan(score)
  expect(explanation.high).toBeGreaterThan(score)
  const factor = (id: string) => explanation.factors.find((one: { id: string }) => one.id === id)
  expect(factor('epss')).toMatchObject({ known: true, side: 'likelihood', value: '94.0 % within 30 days' })
  expect(factor('exposure')).toMatchObject({
    known: false,
    value: 'unknown',
    source: expect.stringContaining('nobody'),
  })
  expect(factor('attack').evidence.text).toBe(V31)
  expect(explanation.lowers[0]).toMatchObject({
    id: 'upgrade',
    label: 'Upgrade log4j-core to 2.17.1',
    score: 0,
  })
  expect(explanation.cvss).toMatchObject({
    base: { score: 9.8, version: '3.1' },
    environmental: { score: 9.8 },
  })
})

test('a way of data through the code is a call that reaches it, and says who followed it', async () => {
  const { explanation } = await explained('injection')
  expect(explanation.factors.find((one: { id: string }) => one.id === 'reachability')).toMatchObject({
    known: true,
    value: 'the weak function is called',
    source: 'semgrep',
  })
  expect(explanation.factors.find((one: { id: string }) => one.id === 'weakness')).toMatchObject({
    value: 'SQL injection',
    evidence: { text: 'CWE-89' },
  })
})

test('an application’s context moves the score and the environmental CVSS, and says where it comes from', async () => {
  const before = (await explained('log4j')).explanation
  await call('PATCH', `/applications/${application}`, {
    exposure: 'internal',
    criticality: 'low',
    dataClasses: [],
    controls: ['waf'],
    compliance: ['PCI DSS'],
  })
  await rankAll()
  const { score, explanation } = await explained('log4j')
  expect(score).toBeLessThan(before.score)
  expect(score).toBe(explanation.score)
  expect(explanation.certainty).toBeGreaterThan(before.certainty)
  expect(explanation.high - explanation.low).toBeLessThan(before.high - before.low)
  expect(explanation.cvss.environmental.score).toBeLessThan(9.8)
  expect(explanation.cvss.environmental.vector).toBe(`${V31}/CR:L/IR:L/AR:L/MAV:A`)
  expect(explanation.factors.find((one: { id: string }) => one.id === 'controls')).toMatchObject({
    value: 'web application firewall',
    source: 'what people say of its application',
    evidence: { text: 'Shop' },
  })
})

test('links between assets make a blast radius, which the score takes', async () => {
  const others = [await testAsset(it.pool), await testAsset(it.pool), await testAsset(it.pool)]
  await it.pool.query(
    `insert into asset_link (from_id, kind, to_id, source) values ($1, 'deploys', $2, 't'), ($2, 'runs', $3, 't'), ($4, 'calls', $1, 't')`,
    [shop, ...others],
  )
  await spreadBlastRadius(it.pool)
  await rankAll()
  expect((await call('GET', `/assets/${shop}`)).body.blastRadius).toBe(3)
  expect((await call('GET', `/assets/${others[1]}`)).body.blastRadius).toBe(0)
  const { explanation } = await explained('log4j')
  expect(explanation.factors.find((one: { id: string }) => one.id === 'blast-radius')).toMatchObject({
    known: true,
    value: 'leads to 3 other assets',
  })
})

test('other weights are tried on the findings there are, put in force, and everything is ranked by them', async () => {
  const wish = { preset: 'exploit-first', weights: { 'blast-radius': 0 } }
  const before = (await explained('log4j')).score
  const preview = (await call('POST', '/risk/models/preview', wish)).body
  expect(preview).toMatchObject({ findings: 2, top100: { entered: 0, left: 0 } })
  expect((await explained('log4j')).score).toBe(before)
  const promised = [...preview.movers.up, ...preview.movers.down].find(({ title }) => title.includes('log4j'))
  expect(promised.before).toBe(before)

  const saved = await call('POST', '/risk/models', { ...wish, name: 'Exploits', note: 'as agreed' })
  expect(saved).toMatchObject({ status: 201, body: { version: 1, inForce: true, preset: 'exploit-first' } })
  expect((await call('GET', '/risk/ranking')).body).toMatchObject({ version: 1, done: 0, total: 4 })
  await runJobs(RERANK_TASK, (payload) => rerank(it.pool, payload))
  expect((await call('GET', '/risk/ranking')).body).toBeNull()
  const after = await explained('log4j')
  expect(after.score).toBe(promised.after)
  expect(after.explanation).toMatchObject({ score: promised.after, model: 1 })

  const { versions, factors, presets } = (await call('GET', '/risk/models')).body
  expect(
    versions.map(({ version, inForce }: { version: number; inForce: boolean }) => [version, inForce]),
  ).toEqual([
    [1, true],
    [0, false],
  ])
  expect(factors.length).toBeGreaterThan(12)
  expect(presets.map(({ id }: { id: string }) => id)).toEqual([
    'balanced',
    'exploit-first',
    'compliance-first',
  ])
  const { items } = (await call('GET', '/audit?limit=5')).body
  expect(items[0]).toMatchObject({ action: 'risk-model.change', object: 'risk-model/1' })
})

test('a job of weights that others have replaced ranks nothing', async () => {
  await call('POST', '/risk/models', { preset: 'balanced', name: 'A' })
  await call('POST', '/risk/models', { preset: 'compliance-first', name: 'B' })
  await runJobs(RERANK_TASK, (payload) => rerank(it.pool, payload))
  expect((await call('GET', '/risk/models')).body).toMatchObject({
    ranking: null,
    versions: { 0: { name: 'B' } },
  })
  const { rows } = await it.pool.query('select version, assets_done from risk_model order by version')
  expect(rows).toEqual([
    { version: 1, assets_done: 4 },
    { version: 2, assets_done: 0 },
    { version: 3, assets_done: 4 },
  ])
})

test('weights that mean nothing are refused with what there is', async () => {
  const wrong = { preset: 'balanced', weights: { speed: 1 } }
  expect((await call('POST', '/risk/models/preview', wrong)).body).toMatchObject({
    code: 'unknown_factor',
    detail: expect.stringContaining('epss'),
  })
  expect((await call('POST', '/risk/models', { ...wrong, weights: { epss: 3 }, name: 'x' })).status).toBe(400)
  expect((await call('POST', '/risk/models', { preset: 'none', name: 'x' })).body.code).toBe('unknown_preset')
})

test('a developer sees how it is weighted, and changes nothing', async () => {
  const { headers } = await it.somebody('developer')
  const ask = (method: 'GET' | 'POST', url: string) =>
    it.app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(method === 'POST' && { payload: { name: 'x' } }),
    })
  expect((await ask('GET', '/risk/models')).statusCode).toBe(200)
  expect((await ask('POST', '/risk/models')).statusCode).toBe(403)
  expect((await ask('POST', '/risk/models/preview')).statusCode).toBe(403)
})
