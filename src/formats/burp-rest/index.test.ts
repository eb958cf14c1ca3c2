import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { burpRest } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty scan has a header and nothing else', async () => {
  expect(await itemsOfFile(burpRest, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Burp Suite' }])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(burpRest, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '2097920',
    title: 'Cross-site scripting (reflected)',
    description: 'The value of q is echoed.\n\nScripts run.',
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'high',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/a',
      method: 'GET',
      parameter: 'q',
      request: 'GET /a?q=1 HTTP/1.1\r\n',
      response: 'HTTP/1.1 200 OK\r\n…<x>',
    },
    references: ['https://owasp.example/xss'],
    remediation: 'Encode.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['CAPEC-591'],
  })
  expect(JSON.parse(raw)).toMatchObject({ id: '0' })
})

test('a scan that still runs is incomplete, every event is an observation or a problem', async () => {
  const items = await itemsOfFile(burpRest, fixture('many.json'))
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/scan_status', true],
    ['/issue_events/2', true],
    ['/issue_events/3', true],
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Odd',
      severity: 'info',
      confidence: 'low',
      endpoint: {
        url: 'http://stock.example',
        evidence: 'dns 192.0.2.9 now\nsource: location.hash\nsink: eval\npoc: x',
      },
    },
    { rule: '5245344', severity: 'unknown', verdict: { state: 'false_positive' }, tags: ['issue_marked'] },
  ])
})

test.each(['{}', '[]', '{"issue_events":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(burpRest, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const detect = (outline: unknown) => burpRest.detect({ syntax: 'json', head: '', outline })
  expect(detect({ task_id: '1', scan_status: 'succeeded', issue_events: [] })).toBe(1)
  expect(detect({ issue_events: [] })).toBe(0)
})
