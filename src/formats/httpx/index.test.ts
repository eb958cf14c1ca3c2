import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { httpx } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty output has a header and nothing else', async () => {
  expect(await itemsOf(httpx, '[]')).toEqual([{ type: 'header', tool: 'httpx' }])
})

test('one address in all its fields', async () => {
  const items = await itemsOfFile(httpx, fixture('one.jsonl'))
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example',
      attributes: {
        server: 'nginx/1.27',
        ip: '192.0.2.7',
        cname: 'edge.example',
        technologies: 'Nginx:1.27',
        cdn: 'edge',
        title: 'Shop admin',
      },
    },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found /admin/ (302)',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example/admin/',
      method: 'GET',
      response: 'HTTP/1.1 302 Found\n\nmoved',
      evidence:
        'Status: 302\nSize: 102\nContent type: text/html\nRedirects to: /login\nTitle: Shop admin\nServer: nginx/1.27\nTechnologies: Nginx:1.27\nAddresses: 192.0.2.7\nCNAME: edge.example\nCDN: edge\nWords: 3\nLines: 2',
    },
    seenAt: '2025-09-01T06:30:00.433Z',
  })
  expect(JSON.parse(raw)).toMatchObject({ port: '443' })
})

test('older names, what did not answer, and what does not fit', async () => {
  const items = await itemsOfFile(httpx, fixture('many.jsonl'))
  expect(observationsIn(items)).toMatchObject([
    {
      title: 'Found http://stock.example:8080 (200)',
      endpoint: { evidence: 'Status: 200\nSize: 5\nContent type: text/plain\nTechnologies: PHP' },
    },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 2', true],
    ['line 3', true],
  ])
})

test('CSV', async () => {
  expect(observationsIn(await itemsOfFile(httpx, fixture('version-csv.csv')))).toMatchObject([
    { endpoint: { url: 'http://stock.example', method: 'GET' }, seenAt: '2025-09-01T06:30:00.000Z' },
  ])
})

test.each(['{}', '[{}]', 'a,b', ''])('refuses %j', async (text) => {
  await expect(itemsOf(httpx, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its records', () => {
  const detect = (outline: unknown) => httpx.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ input: 'a', url: 'b', status_code: 200, failed: false })).toBe(0.95)
  expect(detect({ input: 'a', url: 'b' })).toBe(0)
  expect(detect({ host: 'a', input: 'b', source: 'c' })).toBe(0)
  expect(detect([])).toBe(0)
})
