import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ffuf } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(ffuf, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'ffuf',
      target: 'https://shop.example/FUZZ',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
  ])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(ffuf, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found /admin (301)',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example/admin',
      method: 'GET',
      evidence:
        'Status: 301\nSize: 169\nContent type: text/html\nRedirects to: https://shop.example/admin/\nWords: 5\nLines: 8\nFUZZ: admin\ntitle: Admin',
    },
  })
  expect(JSON.parse(raw)).toMatchObject({ position: 1 })
})

test.each([
  ['many.jsonl', ['http://stock.example/admin', 'http://stock.example/x'], ['line 2']],
  ['version-csv.csv', ['http://stock.example/admin'], ['line 3']],
])('%s', async (name, urls, places) => {
  const items = await itemsOfFile(ffuf, fixture(name))
  expect(observationsIn(items).map(({ endpoint }) => endpoint?.url)).toEqual(urls)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(places)
})

test.each(['{"results":{}}', '{}', '[]', 'a,b', ''])('refuses %j', async (text) => {
  await expect(itemsOf(ffuf, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results or its command', () => {
  const detect = (outline: unknown) => ffuf.detect({ syntax: 'json', head: '', outline })
  expect(detect({ commandline: 'ffuf -u x', time: '', results: [] })).toBe(1)
  expect(detect({ commandline: './fuzz', time: '', results: [] })).toBe(0)
  expect(detect({ input: {}, position: 1, redirectlocation: '', words: 1 })).toBe(1)
  expect(detect([])).toBe(0)
})
