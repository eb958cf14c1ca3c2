import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import { applyRules } from '../../jobs/apply-rules.ts'
import type { EstateNode } from '../../model/estate.ts'
import type { Observation } from '../../model/observation.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const code: Observation = {
  type: 'observation',
  kind: 'code',
  rule: 'sql-concat',
  title: 'SQL built from a request',
  severity: 'high',
  cwes: [89],
  location: { path: 'routes.ts', line: 12, snippet: 'db.query("… sku = " + req.params.sku)' },
  raw: '{"a":1}',
}
const request: Observation = {
  type: 'observation',
  kind: 'web',
  rule: '40018',
  title: 'SQL injection',
  severity: 'high',
  cwes: [89],
  endpoint: { url: 'https://shop.example/catalog/17', method: 'GET', parameter: 'sku' },
  raw: '{"b":1}',
}
const route: EstateNode = {
  type: 'node',
  kind: 'endpoint',
  name: 'GET /catalog/{sku}',
  place: 'routes.ts:9',
  authenticated: false,
  attributes: {
    method: 'GET',
    path: '/catalog/{sku}',
    protocol: 'http',
    sources: 'code',
    parameters: 'path sku',
  },
}

const findingsOf = async (asset: string) => {
  const { items } = (await it.app.inject({ url: `/api/v1/findings?asset=${asset}`, headers: local })).json()
  return items as { id: string; tools: string[] }[]
}
const mergesOf = async (asset: string) =>
  (await it.app.inject({ url: `/api/v1/merges?asset=${asset}`, headers: local })).json().items

test('a request and the code behind its route are one finding, with the reason', async () => {
  const asset = await testAsset(it.pool, 'known route')
  await ingest(it.pool, { asset, tool: 'Stance discovery', items: [route] })
  await ingest(it.pool, { asset, tool: 'Semgrep', items: [code] })
  await ingest(it.pool, { asset, tool: 'ZAP', items: [request] })
  expect(await findingsOf(asset)).toMatchObject([{ tools: ['Semgrep', 'ZAP'] }])
  const [{ observations }] = await mergesOf(asset)
  expect(observations[1].reason).toEqual({
    rule: 'handler',
    text: expect.stringContaining('the route that the code answers'),
  })
})

test('findings of before meet when their route becomes known', async () => {
  const asset = await testAsset(it.pool, 'late route')
  await ingest(it.pool, { asset, tool: 'ZAP', items: [request] })
  await ingest(it.pool, { asset, tool: 'Semgrep', items: [code] })
  expect(await findingsOf(asset)).toHaveLength(2)
  await ingest(it.pool, { asset, tool: 'Stance discovery', items: [route] })
  await applyRules(it.pool, { assets: [asset] })
  expect(await findingsOf(asset)).toMatchObject([{ tools: ['Semgrep', 'ZAP'] }])
})
