import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sqlmap } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty results file has a header and nothing else', async () => {
  expect(await itemsOfFile(sqlmap, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'sqlmap' }])
})

test('one injection in all its fields', async () => {
  const items = await itemsOfFile(sqlmap, fixture('one.csv'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  expect(observationsIn(items)).toStrictEqual([
    {
      type: 'observation',
      kind: 'web',
      rule: 'sql-injection',
      title: 'SQL injection in id (GET)',
      description: 'Techniques: boolean-based blind, time-based blind, UNION query',
      severity: 'unknown',
      cwes: [89],
      endpoint: { url: 'https://shop.example/item?id=1', method: 'GET', parameter: 'id' },
      raw: 'https://shop.example/item?id=1,GET,id,BTU,',
    },
  ])
})

test('rows with notes, without injections, and without an address', async () => {
  const items = await itemsOfFile(sqlmap, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    { endpoint: { parameter: 'cart' }, verdict: { state: 'false_positive' } },
  ])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['https://shop.example', 'https://stock.example'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('the log of a target', async () => {
  const items = await itemsOfFile(sqlmap, fixture('version-log.log'))
  expect(observationsIn(items)).toMatchObject([
    {
      title: 'SQL injection in id (GET)',
      description: 'Techniques: boolean-based blind, UNION query',
      resource: { address: 'GET id', type: 'parameter' },
    },
    { title: 'SQL injection in #1* (URI)', description: 'Techniques: time-based blind' },
  ])
  expect(observationsIn(items)[0]?.raw).toContain('Payload: id=1 UNION ALL SELECT NULL')
})

test('the log of version 0.9', async () => {
  const log =
    'sqlmap identified the following injection points with 9 requests:\n---\nPlace: POST\nParameter: name\n    Type: UNION query\n---\n'
  expect(observationsIn(await itemsOf(sqlmap, log))).toMatchObject([
    { title: 'SQL injection in name (POST)' },
  ])
})

test('the JSON report', async () => {
  const items = await itemsOfFile(sqlmap, fixture('version-json.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'sqlmap',
      toolVersion: '1.9.8',
      target: 'https://shop.example/item?id=1',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      endpoint: { url: 'https://shop.example/item?id=1', parameter: 'id', evidence: 'Payload: id=1 AND 1=1' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/1/value/1', '/error/0'])
})

test.each(['{}', '[]', 'a,b', 'hello', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sqlmap, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns, its first line or its version', () => {
  const columns = ['Target URL', 'Place', 'Parameter', 'Technique(s)', 'Note(s)']
  expect(sqlmap.detect({ syntax: 'csv', head: '', columns })).toBe(1)
  expect(sqlmap.detect({ syntax: 'text', head: 'sqlmap resumed the following injection point(s)' })).toBe(1)
  expect(sqlmap.detect({ syntax: 'text', head: 'sqlmap' })).toBe(0)
  expect(
    sqlmap.detect({ syntax: 'json', head: '', outline: { data: [], meta: { sqlmap_version: '1' } } }),
  ).toBe(1)
  expect(sqlmap.detect({ syntax: 'json', head: '', outline: { data: [] } })).toBe(0)
})
