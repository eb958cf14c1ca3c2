import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { Item } from '../../formats/contract.ts'

let it: TestApp
let shop: string
let shopAsset: string

const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = local) => {
  const response = await it.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const proposal = async () => (await call('GET', `/applications/${shop}/criticality`)).body

const internet = { kind: 'internet', name: '' } as const
const workload = { kind: 'workload', name: 'web' } as const
const endpoint = { kind: 'endpoint', name: 'POST /cards' } as const
const model = { kind: 'model', name: 'Card' } as const
const link = (
  from: typeof internet | typeof workload | typeof endpoint,
  kind: 'exposes' | 'writes',
  to: typeof workload | typeof endpoint | typeof model,
): Item => ({
  type: 'link',
  from,
  kind,
  to,
  evidence: 'written down',
  confidence: 0.9,
})

beforeAll(async () => {
  it = await testApp()
  shop = (await call('POST', '/applications', { name: 'Card shop' })).body.id
  shopAsset = await testAsset(it.pool, 'card-shop')
  const moved = await call('PATCH', `/assets/${shopAsset}`, { applicationId: shop })
  expect(moved).toMatchObject({ status: 200, body: { application: { id: shop } } })
})
afterAll(() => it.close())

test('nothing is proposed before anything is known', async () => {
  expect(await proposal()).toEqual({
    application: { id: shop, name: 'Card shop' },
    said: null,
    proposed: null,
    points: 0,
    reasons: [],
  })
})

test('what the estate shows makes a proposal, which a person accepts or not', async () => {
  await ingest(it.pool, {
    asset: shopAsset,
    tool: 'Stance discovery',
    items: [
      { type: 'node', ...model, dataClasses: ['pci', 'pii'] },
      { type: 'node', kind: 'data-store', name: 'db' },
      { type: 'node', kind: 'third-party', name: 'Stripe' },
      link(internet, 'exposes', workload),
      link(workload, 'exposes', endpoint),
      link(endpoint, 'writes', model),
    ],
  })
  expect(await proposal()).toMatchObject({
    said: null,
    proposed: 'critical',
    points: 9,
    reasons: [
      { factor: 'data', points: 4, says: 'Holds or moves pci, pii' },
      { factor: 'exposure', points: 3 },
      { factor: 'endpoints', points: 1, says: '1 of 1 endpoints bring the internet to such data' },
      { factor: 'stores', points: 1, says: 'Keeps data in 1 store' },
      { factor: 'third-parties', points: 0, says: 'Talks to Stripe' },
    ],
  })
  // A person says otherwise: their word stays, the proposal stays beside it.
  await call('PATCH', `/applications/${shop}`, { criticality: 'low' })
  expect(await proposal()).toMatchObject({ said: 'low', proposed: 'critical' })
  expect((await call('GET', `/applications/${shop}`)).body.criticality).toBe('low')
  // What people said of data and exposure stands above what was found.
  await call('PATCH', `/applications/${shop}`, { exposure: 'isolated', dataClasses: ['public'] })
  expect(await proposal()).toMatchObject({ proposed: 'low', points: 2 })
})

test('the list has every application that one may see', async () => {
  await call('POST', '/applications', { name: 'Unknown thing' })
  const { body } = await call('GET', '/applications/criticality?sort=name')
  expect(
    body.items.map((one: { application: { name: string }; proposed: string | null }) => [
      one.application.name,
      one.proposed,
    ]),
  ).toEqual([
    ['Card shop', 'low'],
    ['Unknown thing', null],
  ])
  const { headers } = await it.somebody('developer')
  expect((await call('GET', '/applications/criticality', undefined, headers)).body.items).toEqual([])
  expect((await call('GET', `/applications/${shop}/criticality`, undefined, headers)).status).toBe(404)
})
