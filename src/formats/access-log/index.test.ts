import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, nodesOf } from '../test-collect.ts'
import { accessLog } from './index.ts'
import { logTime } from './request-in-line.ts'

const read = (name: string) => itemsOf(accessLog, fixtureOf(accessLog, name))
const calls = async (name: string) =>
  Object.entries(nodesOf(await read(name))).map(([key, node]) => [key, node.attributes?.calls])

test('combined logs, with a virtual host or without, and those of load balancers', async () => {
  expect(await calls('many.log')).toEqual([
    ['endpoint:GET /orders/{id}', '2'],
    ['endpoint:POST /orders', '2'],
    ['endpoint:DELETE /orders/{id}', '1'],
    ['endpoint:GET /admin/report', '1'],
    ['endpoint:GET /cart', '1'],
  ])
  const nodes = nodesOf(await read('many.log'))
  expect(nodes['endpoint:POST /orders']?.attributes).toMatchObject({ statuses: '2xx 1, 5xx 1' })
  expect(nodes['endpoint:GET /admin/report']).toMatchObject({
    authenticated: true,
    attributes: { authentication: 'remote user' },
  })
  expect(nodes['endpoint:DELETE /orders/{id}']?.attributes?.hosts).toBe('shop.example')
})

test('JSON logs of several servers', async () => {
  expect(await calls('many.jsonl')).toEqual([
    ['endpoint:GET /cart', '1'],
    ['endpoint:GET /orders/{id}', '1'],
    ['endpoint:POST /orders', '1'],
    ['endpoint:PUT /cart', '1'],
  ])
})

test('no query, referrer or user leaves', async () => {
  expect(JSON.stringify(await read('many.log'))).not.toMatch(/brew-secret|"ann|203\.0\.113/)
})

test('lines of no known format are told', async () => {
  expect((await read('invalid.log')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})

test('times with their zone', () => {
  expect(logTime('20/Nov/2026:08:00:00 +0200')).toBe('2026-11-20T06:00:00.000Z')
  expect(logTime('20/Foo/2026:08:00:00 +0200')).toBeUndefined()
})
