import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { otelTraces } from './index.ts'

const read = (name: string) => itemsOf(otelTraces, fixtureOf(otelTraces, name))

test('services, what they call, and what they keep', async () => {
  const items = await read('many.jsonl')
  const links = linksOf(items)
  expect(links).toEqual(
    expect.arrayContaining([
      'service:web calls service:api',
      'service:api reads data-store:postgresql/db.internal',
      'service:api writes queue:kafka/orders',
      'service:mail reads queue:kafka/orders',
      'service:api calls third-party:api.pay.example',
      'service:api runs image:registry.example/api',
      'service:api exposes workload:Deployment/shop/api',
      'service:api exposes endpoint:GET /orders/{id}',
    ]),
  )
  expect(links).not.toContain('service:web calls third-party:api')
  expect(nodesOf(items)['service:web']?.attributes).toMatchObject({
    version: '1.4',
    language: 'nodejs',
    spans: '2',
  })
})

test('endpoints by the route that the framework knows', async () => {
  expect(nodesOf(await read('many.jsonl'))['endpoint:GET /orders/{id}']).toMatchObject({
    authenticated: true,
    attributes: { sources: 'traffic', calls: '1', statuses: '2xx 1', authentication: 'signed-in user' },
  })
  expect(Object.keys(nodesOf(await read('one.json')))).toEqual(['service:till', 'endpoint:GET /health'])
})

test('no statement, query or user leaves', async () => {
  expect(JSON.stringify(await read('many.jsonl'))).not.toMatch(/brew-secret|"ann"/)
})

test('broken parts are told', async () => {
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(3)
})
