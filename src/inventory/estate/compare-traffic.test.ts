import { expect, test } from 'vitest'
import { compareTraffic, type TrafficEndpoint } from './compare-traffic.ts'

const asset = { id: 'a', name: 'shop' }
const of = (source: TrafficEndpoint['sources'][number], ...operations: string[]): TrafficEndpoint[] =>
  operations.map((operation) => ({
    id: `${source} ${operation}`,
    asset,
    method: operation.split(' ')[0] as string,
    path: operation.split(' ')[1] as string,
    sources: [source],
  }))
const names = (all: readonly TrafficEndpoint[]): string[] =>
  all.map(({ method, path }) => `${method} ${path}`)
const compared = (code: string[], traffic: string[]) => {
  const { shadow, zombie, ...rest } = compareTraffic([...of('code', ...code), ...of('traffic', ...traffic)])
  return { shadow: names(shadow), zombie: names(zombie), ...rest }
}

test('what is called and known, called alone, known alone', () => {
  expect(
    compared(
      ['GET /orders/{orderId}', 'POST /orders', 'DELETE /orders/{orderId}'],
      ['GET /orders/{id}', 'POST /orders', 'GET /debug/vars'],
    ),
  ).toEqual({ shadow: ['GET /debug/vars'], zombie: ['DELETE /orders/{orderId}'], known: 2, prefixes: [] })
})

test('a parameter takes what looks like a word, the more literal route answers', () => {
  expect(compared(['GET /users/{name}', 'GET /users/me'], ['GET /users/me'])).toMatchObject({
    shadow: [],
    zombie: ['GET /users/{name}'],
  })
  expect(compared(['GET /users/me'], ['GET /users/{id}'])).toMatchObject({ shadow: ['GET /users/{id}'] })
})

test('any method, heads, and paths with any number of segments', () => {
  expect(
    compared(
      ['ANY /proxy/{path+}', 'GET /files/{name}.json', 'GET /health'],
      ['PUT /proxy/a/b/c', 'GET /files/list.json', 'HEAD /health'],
    ),
  ).toMatchObject({ shadow: [], zombie: [] })
})

test('what a gateway puts in front is taken off when more than one path says so', () => {
  const code = ['GET /orders', 'GET /cart', 'GET /other']
  expect(compared(code, ['GET /api/orders', 'GET /api/cart', 'GET /api/secret'])).toEqual({
    shadow: ['GET /api/secret'],
    zombie: ['GET /other'],
    known: 2,
    prefixes: ['/api'],
  })
  expect(compared(code, ['GET /admin/cart'])).toMatchObject({ shadow: ['GET /admin/cart'] })
})

test('without traffic nothing is dead, without code nothing is hidden', () => {
  expect(compared(['GET /orders'], [])).toMatchObject({ shadow: [], zombie: [] })
  expect(compared([], ['GET /orders'])).toMatchObject({ shadow: [], zombie: [] })
})

test('queries and messages are not called over paths', () => {
  const graphql = { ...(of('code', 'QUERY Query.user')[0] as TrafficEndpoint), path: 'Query.user' }
  const all = [graphql, ...of('code', 'GET /a'), ...of('traffic', 'GET /a')]
  expect(compareTraffic(all).zombie).toEqual([])
})
