import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { qualysWas } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(qualysWas, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Qualys WAS', producedAt: '2025-09-02T17:15:00.000Z' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(qualysWas, fixture('one.xml'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'Qualys WAS',
      toolVersion: '7.6.34-1',
      target: 'https://shop.example',
      producedAt: '2025-09-01T06:54:00.000Z',
    },
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example',
      attributes: { os: 'Linux', application: 'Shop' },
    },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '150001',
    title: 'Reflected XSS',
    description: 'It echoes.\nSee this.\n\nImpact: Scripts run.',
    severity: 'critical',
    toolSeverity: '5',
    confidence: 'high',
    cvss: [
      { score: 6.1, version: '3.1' },
      { score: 4.3, version: '2.0' },
    ],
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/search',
      method: 'GET',
      parameter: 'q',
      request: 'GET https://shop.example/search?q=x\nHost: shop.example',
      response: 'HTTP/1.1 200 OK',
      evidence: 'Payload: <x>\nAuthentication: Not Required',
    },
    references: ['https://docs.example/xss'],
    remediation: 'Encode.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['OWASP-A7', 'WASC-8', 'XSS', 'Confirmed Vulnerability'],
  })
  expect(raw).toContain('<UNIQUE_ID>20f4</UNIQUE_ID>')
})

test('a report on an application: what people decided, and information gathered', async () => {
  const items = await itemsOfFile(qualysWas, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '150002',
      title: 'QID 150002',
      severity: 'medium',
      confidence: 'low',
      endpoint: { url: 'http://stock.example' },
      verdict: { state: 'false_positive' },
    },
    { rule: '150003', severity: 'high', verdict: { state: 'fixed' } },
    { rule: '150016', endpoint: { url: 'http://stock.example/z', evidence: 'Content: card' } },
    {
      rule: '150206',
      severity: 'info',
      toolSeverity: '2',
      endpoint: { url: 'https://shop.example/', method: 'GET' },
      seenAt: '2025-09-01T06:30:00.000Z',
    },
    { rule: '150206', endpoint: { url: 'https://shop.example/a' } },
    { rule: '6', severity: 'info', endpoint: { url: 'http://stock.example', evidence: 'stock.example' } },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', '<WAS/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(qualysWas, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    qualysWas.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('WAS_SCAN_REPORT')).toBe(1)
  expect(detect('SCAN')).toBe(0)
})
