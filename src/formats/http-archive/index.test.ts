import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { httpArchive } from './index.ts'
import { siteOf } from './other-sites.ts'

const read = (name: string) => itemsOf(httpArchive, fixtureOf(httpArchive, name))

test('endpoints that live, with how callers show who they are', async () => {
  const items = await read('many.json')
  const nodes = nodesOf(items)
  expect(Object.keys(nodes).filter((one) => one.startsWith('endpoint:'))).toEqual([
    'endpoint:GET /orders/{id}',
    'endpoint:GET /',
    'endpoint:GET /users/{id}',
    'endpoint:POST /orders',
  ])
  expect(nodes['endpoint:GET /orders/{id}']).toMatchObject({
    authenticated: true,
    attributes: {
      sources: 'traffic',
      calls: '2',
      statuses: '2xx 1, 4xx 1',
      lastSeen: '2026-11-20T08:05:00.000Z',
      hosts: 'api.shop.example',
      authentication: 'Authorization header, answers 401',
    },
  })
  expect(nodes['endpoint:GET /']).not.toHaveProperty('authenticated')
})

test('systems of others are third parties', async () => {
  expect(linksOf(await read('many.json'))).toContain(
    'service:shop.example calls third-party:collect.metrics.example',
  )
  expect([
    siteOf('api.shop.example'),
    siteOf('www.shop.co.uk'),
    siteOf('10.0.0.1'),
    siteOf('localhost'),
  ]).toEqual(['shop.example', 'shop.co.uk', '10.0.0.1', 'localhost'])
})

test('no value of a query, header or cookie leaves, and no name in a path', async () => {
  expect(JSON.stringify(await read('many.json'))).not.toMatch(/brew-secret|ann@/)
})

test('what is left out is counted, broken entries are told', async () => {
  const left = (await read('many.json')).flatMap((one) => (one.type === 'problem' ? one.message : []))
  expect(left).toEqual([
    expect.stringMatching(/^1 requests for files/),
    expect.stringMatching(/^1 requests with methods/),
    expect.stringMatching(/^1 paths that always answered/),
  ])
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(3)
})
