import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf } from '../test-collect.ts'
import { jaeger } from './index.ts'

const read = (name: string) => itemsOf(jaeger, fixtureOf(jaeger, name))

test('traces', async () => {
  const items = await read('many.json')
  expect(linksOf(items)).toEqual([
    'service:web exposes endpoint:GET /checkout',
    'service:api exposes endpoint:GET /orders/{id}',
    'service:api writes data-store:mysql/mysql-0',
    'service:web calls service:api',
  ])
  expect(JSON.stringify(items)).not.toContain('brew-secret')
})

test('a graph of services', async () => {
  expect(await read('one.json')).toContainEqual({
    type: 'link',
    from: { kind: 'service', name: 'web' },
    kind: 'calls',
    to: { kind: 'service', name: 'api' },
    evidence: '42 spans',
    confidence: 0.95,
  })
})

test('broken parts are told', async () => {
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})
