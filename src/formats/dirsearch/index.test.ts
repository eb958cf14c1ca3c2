import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dirsearch } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dirsearch, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'dirsearch',
      target: 'https://shop.example/',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
  ])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(dirsearch, fixture('one.json'))
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
      evidence:
        'Status: 301\nSize: 169\nContent type: text/html\nRedirects to: https://shop.example/admin/\nElapsed: 0.1 s',
    },
  })
  expect(JSON.parse(raw)).toMatchObject({ status: 301 })
})

test.each([
  ['many.json', ['http://stock.example:80/a', 'http://stock.example/b'], 3],
  [
    'version-text.txt',
    ['http://stock.example/robots.txt', 'http://stock.example/admin', 'http://stock.example/c'],
    1,
  ],
  ['version-csv.csv', ['http://stock.example/admin'], 1],
  ['version-xml.xml', ['http://stock.example/a', 'http://stock.example/b'], 1],
])('%s: every result is an observation or a problem', async (name, urls, problems) => {
  const items = await itemsOfFile(dirsearch, fixture(name))
  expect(observationsIn(items).map(({ endpoint }) => endpoint?.url)).toEqual(urls)
  expect(problemsIn(items)).toHaveLength(problems)
  expect(headersIn(items)).toHaveLength(1)
})

test.each(['{}', '[]', '<a/>', 'a,b', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dirsearch, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame, its first line or its columns', () => {
  const outline = (value: unknown) => dirsearch.detect({ syntax: 'json', head: '', outline: value })
  expect(outline({ info: { args: '', time: '' }, results: [] })).toBe(0.9)
  expect(outline({ results: [] })).toBe(0)
  expect(dirsearch.detect({ syntax: 'text', head: '# Dirsearch started Mon' })).toBe(1)
  expect(dirsearch.detect({ syntax: 'text', head: 'admin' })).toBe(0)
  expect(
    dirsearch.detect({ syntax: 'csv', head: '', columns: ['URL', 'Status', 'Size', 'Redirection'] }),
  ).toBe(0.9)
})
