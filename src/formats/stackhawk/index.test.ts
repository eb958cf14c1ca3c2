import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { stackhawk } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a scan without findings has a header and nothing else', async () => {
  expect(await itemsOfFile(stackhawk, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'StackHawk', toolVersion: '3.1.0', target: 'Shop' },
  ])
})

test('one path in all its fields', async () => {
  const items = await itemsOfFile(stackhawk, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'StackHawk',
      toolVersion: '3.1.0',
      target: 'Shop / Development',
      producedAt: '2025-09-01T06:30:00.273Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '10021',
    title: 'X-Content-Type-Options Header Missing',
    severity: 'low',
    toolSeverity: 'Low',
    endpoint: { url: 'https://shop.example/a', method: 'GET' },
    references: ['https://app.stackhawk.example/c3/1', 'https://app.stackhawk.example/c3/10021'],
    tags: ['Information Leakage', 'status: NEW'],
  })
  expect(JSON.parse(raw)).toMatchObject({ totalCount: '1' })
})

test('an observation for each path, with what people decided of it', async () => {
  const items = await itemsOfFile(stackhawk, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '90027',
      endpoint: { url: 'http://stock.example', method: 'POST' },
      verdict: { state: 'false_positive' },
    },
    { endpoint: { url: 'http://stock.example/x' }, verdict: { state: 'accepted' } },
    { rule: 'No paths', severity: 'unknown', endpoint: { url: 'http://stock.example' } },
  ])
  expect(assetsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/scanCompleted/scan/status',
    '/scanCompleted/findings/0/paths/2',
    '/scanCompleted/findings/2',
    '/scanCompleted/findings/3',
  ])
})

test.each(['{}', '[]', '{"service":"StackHawk"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(stackhawk, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its service', () => {
  const detect = (value: unknown) => stackhawk.detect({ syntax: 'json', head: '', outline: value })
  expect(detect({ service: 'StackHawk', scanCompleted: { scan: {} } })).toBe(1)
  expect(detect({ service: 'Other', scanCompleted: { scan: {} } })).toBe(0)
})
