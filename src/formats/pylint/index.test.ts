import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pylint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  const header = { type: 'header', tool: 'Pylint' }
  expect(await itemsOfFile(pylint, fixture('empty.json'))).toEqual([header])
  expect(await itemsOf(pylint, '[]')).toEqual([header])
})

test('one message in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(pylint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'W0123',
    title: 'Use of eval',
    description: 'Use of eval',
    severity: 'medium',
    toolSeverity: 'warning',
    location: {
      path: 'shop/orders.py',
      line: 12,
      endLine: 12,
      column: 5,
      endColumn: 16,
      symbol: 'shop.orders.total',
    },
    tags: ['eval-used'],
  })
  expect(JSON.parse(raw)).toMatchObject({ symbol: 'eval-used' })
})

test('json2: every message is an observation or a problem', async () => {
  const items = await itemsOfFile(pylint, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'F0002', severity: 'high', confidence: 'high', location: { symbol: 'stock' } },
    { rule: 'C0111', severity: 'low' },
    { rule: 'no-member', severity: 'high' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/messages/3'])
})

test.each(['{}', '{"messages":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pylint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its messages', () => {
  const detect = (outline: unknown) => pylint.detect({ syntax: 'json', head: '', outline })
  const message = { type: 'error', symbol: 'no-member', module: '', obj: '' }
  expect(detect([message])).toBe(1)
  expect(detect({ messages: [message] })).toBe(1)
  expect(detect({ messages: [], statistics: { messageTypeCount: {} } })).toBe(1)
  expect(detect([{ type: 'error', message: 'x' }])).toBe(0)
  expect(detect([])).toBe(0)
})
