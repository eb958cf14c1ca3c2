import { expect, test } from 'vitest'
import type { Observation } from '../../model/observation.ts'
import { Handlers } from './handlers.ts'

const handlers = new Handlers([
  { method: 'GET', path: '/catalog/{sku}', file: 'routes.ts', line: 10, parameters: ['sku', 'sort'] },
  { method: 'POST', path: '/orders', file: 'routes.ts', line: 40, parameters: ['item'] },
])
const code = (line: number, snippet: string, over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'code',
  rule: 'sqli',
  title: 'SQL injection',
  severity: 'high',
  cwes: [89],
  location: { path: 'routes.ts', line, snippet },
  raw: '{}',
  ...over,
})
const request = (url: string, parameter: string, over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'web',
  rule: '40018',
  title: 'SQL injection',
  severity: 'high',
  cwes: [89],
  endpoint: { url, parameter },
  raw: '{}',
  ...over,
})
const meet = (a: Observation, b: Observation): boolean => {
  const keys = handlers.keysOf(a)
  return handlers.keysOf(b).some((key) => keys.includes(key))
}

test('a request and the code that answers it meet by route, parameter and weakness', () => {
  const query = code(14, 'db.query("select * from item where sku = " + req.params.sku)')
  expect(meet(query, request('https://shop.example/catalog/17?x=1', 'sku'))).toBe(true)
  expect(
    meet(
      query,
      request('/catalog/17', 'SKU', { endpoint: { url: '/catalog/17', parameter: 'SKU', method: 'get' } }),
    ),
  ).toBe(true)
  // Hibernate's SQL injection is a kind of SQL injection.
  expect(meet(query, request('/catalog/17', 'sku', { cwes: [564] }))).toBe(true)
})

test('another weakness, parameter, route or method does not', () => {
  const query = code(14, 'db.query(req.params.sku)')
  expect(meet(query, request('/catalog/17', 'sku', { cwes: [79] }))).toBe(false)
  expect(meet(query, request('/catalog/17', 'sort'))).toBe(false)
  expect(meet(query, request('/catalog/17/reviews', 'sku'))).toBe(false)
  expect(
    meet(
      query,
      request('/catalog/17', 'sku', { endpoint: { url: '/catalog/17', parameter: 'sku', method: 'POST' } }),
    ),
  ).toBe(false)
})

test('two weaknesses in one function are told apart by the parameters that they name', () => {
  expect(meet(code(14, 'order by sort'), code(12, 'where sku = sku'))).toBe(false)
})

test('code before, far behind, and elsewhere answers no route', () => {
  expect(handlers.keysOf(code(5, 'sku'))).toEqual([])
  expect(handlers.keysOf(code(400, 'item'))).toEqual([])
  expect(
    handlers.keysOf(code(14, 'sku', { location: { path: 'other.ts', line: 14, snippet: 'sku' } })),
  ).toEqual([])
  expect(handlers.keysOf(code(14, 'sku', { cwes: [] }))).toEqual([])
})
