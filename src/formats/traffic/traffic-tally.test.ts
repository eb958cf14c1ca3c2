import { expect, test } from 'vitest'
import { templateOf } from './request.ts'
import { TrafficTally } from './traffic-tally.ts'

test.each([
  ['/orders/17?x=1', '/orders/{id}'],
  ['/users/ann@shop.example/cart', '/users/{id}/cart'],
  ['/days/2026-11-20', '/days/{id}'],
  ['/files/a%20b', '/files/{id}'],
  ['/', '/'],
  ['//a//b/', '/a/b'],
  ['/v2/orders', '/v2/orders'],
  ['/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl', '/reset/{id}'],
])('%s is %s', (path, template) => expect(templateOf(path)).toBe(template))

test('many neighbours that look the same are one', () => {
  const tally = new TrafficTally()
  for (let i = 0; i < 60; i++) {
    const name = `${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}-shoe`
    tally.add({ method: 'GET', path: `/goods/${name}`, status: 200 })
    tally.add({ method: 'GET', path: `/goods/${name}/reviews`, status: 200 })
  }
  tally.add({ method: 'GET', path: '/cart', status: 200 })
  expect(tally.result().endpoints.map(({ name, attributes }) => [name, attributes?.calls])).toEqual([
    ['GET /goods/{id}', '60'],
    ['GET /goods/{id}/reviews', '60'],
    ['GET /cart', '1'],
  ])
})

test('what is beyond the bounds is told', () => {
  const tally = new TrafficTally(100)
  for (const path of Array.from({ length: 110 }, (_, i) => `/${i.toString(36)}q/z`))
    tally.add({ method: 'GET', path, status: 200 })
  const { endpoints, problems } = tally.result()
  expect(endpoints).toHaveLength(1)
  expect(problems).toEqual([
    { type: 'problem', where: '', message: expect.stringMatching(/^10 requests/), incomplete: true },
  ])
})
