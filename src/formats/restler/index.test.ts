import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { restler } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOf(restler, '{"bugs":[]}')).toEqual([{ type: 'header', tool: 'RESTler' }])
})

test('one bug in all its fields', async () => {
  const [observation] = observationsIn(await itemsOfFile(restler, fixture('one.json')))
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'api',
    rule: 'InvalidValueChecker_500',
    title: 'InvalidValueChecker 500 PUT /api/items/{itemId}',
    description: 'Requests that lead to it:\nPOST /api/items HTTP/1.1\nPUT /api/items/7 HTTP/1.1',
    severity: 'unknown',
    confidence: 'high',
    endpoint: {
      url: '/api/items/{itemId}',
      method: 'PUT',
      request: 'PUT /api/items/7 HTTP/1.1\r\nHost: shop.example\r\n',
      response: 'HTTP/1.1 500 Internal Server Error\r\n\r\nboom',
      evidence: '500 Internal Server Error',
    },
    tags: ['reproducible'],
  })
  expect(JSON.parse(raw)).toHaveProperty('request_sequence')
})

test('the list of all bugs', async () => {
  const items = await itemsOfFile(restler, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'main_driver_500', confidence: 'low', resource: { address: 'main_driver_500_1.json' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/bugs/1', '/bugs/2'])
})

test.each(['{}', '[]', '{"bugs":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(restler, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its bugs', () => {
  const detect = (outline: unknown) => restler.detect({ syntax: 'json', head: '', outline })
  expect(detect({ checker_name: 'a', verb: 'GET', endpoint: '/', request_sequence: [] })).toBe(1)
  expect(detect({ bugs: [{ filepath: 'a', reproducible: true, checker_name: 'b' }] })).toBe(1)
  expect(detect({ bugs: [] })).toBe(0)
})
