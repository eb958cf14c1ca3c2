import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { subfinder } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(subfinder, '[]')).toEqual([{ type: 'header', tool: 'Subfinder' }])
})

test('one name in all its fields', async () => {
  expect(await itemsOfFile(subfinder, fixture('one.jsonl'))).toStrictEqual([
    { type: 'header', tool: 'Subfinder', target: 'shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'www.shop.example',
      attributes: { ip: '192.0.2.7', domain: 'shop.example' },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'subdomain',
      title: 'Subdomain of shop.example',
      description: 'www.shop.example (192.0.2.7)',
      severity: 'info',
      resource: { address: 'www.shop.example', type: 'host' },
      tags: ['acmelog'],
      raw: expect.stringContaining('"host":"www.shop.example"'),
    },
  ])
})

test('each line is an observation or a problem, each domain a target', async () => {
  const items = await itemsOfFile(subfinder, fixture('many.jsonl'))
  expect(observationsIn(items).map(({ tags }) => tags)).toEqual([
    ['acmelog', 'otherlog'],
    ['thirdlog'],
    ['acmelog'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 2'])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['shop.example', 'stock.example'])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['www.shop.example', 'api.stock.example'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(subfinder, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first line', () => {
  const detect = (outline: unknown) => subfinder.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ host: 'a', input: 'b', source: 'c' })).toBe(0.95)
  expect(detect({ host: 'a', input: 'b', sources: ['c'] })).toBe(0.95)
  expect(detect({ host: 'a', input: 'b', source: 'c', url: 'd' })).toBe(0)
  expect(detect([])).toBe(0)
})
