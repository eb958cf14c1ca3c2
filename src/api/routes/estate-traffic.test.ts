import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'

let it: TestApp

const endpoint = (method: string, path: string) => ({
  method,
  path,
  file: 'api/routes.ts',
  line: 3,
  protocol: 'http',
  framework: 'Express',
  authenticated: true,
  data: [],
  parameters: [],
  sources: ['code'],
})
const shop = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'shop' },
  endpoints: [
    endpoint('GET', '/orders/{orderId}'),
    endpoint('POST', '/orders'),
    endpoint('DELETE', '/orders/{orderId}'),
  ],
}
const line = (request: string) =>
  `203.0.113.4 - - [20/Nov/2026:08:00:00 +0000] "${request} HTTP/1.1" 200 512 "-" "curl/8"\n`
const log = ['GET /orders/17', 'GET /orders/18', 'POST /orders', 'GET /debug/vars'].map(line).join('')

async function upload(payload: string): Promise<void> {
  const url = '/api/v1/reports?asset=acme/shop'
  const headers = { ...local, 'content-type': 'application/octet-stream' }
  const { id, asset } = (await it.app.inject({ method: 'POST', url, headers, payload })).json()
  await ingestReport(it.deps, { asset: asset.id, report: id })
}
const get = async (query: string, headers = local) => {
  const response = await it.app.inject({ url: `/api/v1/estate/traffic?${query}`, headers })
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const names = (all: { name: string }[]) => all.map(({ name }) => name)

beforeAll(async () => {
  it = await testApp()
  await upload(JSON.stringify(shop))
})
afterAll(async () => {
  await it.close()
})

test('without traffic nothing is said', async () => {
  expect(await get('asset=acme/shop')).toMatchObject({ seen: null, shadow: [], zombie: [] })
})

test('an access log shows shadows and zombies', async () => {
  await upload(log)
  const found = await get('asset=acme/shop')
  expect(found).toMatchObject({
    seen: { endpoints: 3, calls: 4, lastSeen: '2026-11-20T08:00:00.000Z' },
    known: 2,
    totals: { shadow: 1, zombie: 1 },
  })
  expect(found.shadow).toMatchObject([{ name: 'GET /debug/vars', calls: 1, sources: ['traffic'] }])
  expect(found.zombie).toMatchObject([{ name: 'DELETE /orders/{orderId}', calls: null, sources: ['code'] }])
  expect(names(found.zombie)).toHaveLength(1)
})

test('of assets that one may see alone', async () => {
  const { headers } = await it.somebody('developer')
  expect(await get('', headers)).toMatchObject({ seen: null, shadow: [], zombie: [] })
})
