import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { appspider } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(appspider, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'AppSpider', toolVersion: '7.5.1', target: 'Shop' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(appspider, fixture('one.xml'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'AppSpider',
      toolVersion: '7.5.1',
      target: 'Shop',
      producedAt: '2025-09-01T13:30:00.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { ip: '192.0.2.7' } },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'SQL Injection',
    title: 'SQL Injection: Blind SQL',
    description: "Input becomes SQL. See this.\n\nAttack: ' OR 1\nOriginal value: 1\nAttacked: Form",
    severity: 'high',
    toolSeverity: '4-High',
    confidence: 'high',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/search',
      method: 'POST',
      parameter: 'q',
      request: "POST /search HTTP/1.1\r\n\r\nq=' OR 1",
      response: 'HTTP/1.1 500 Error',
      evidence: 'SQL error',
    },
    references: ['https://owasp.example/sql'],
    remediation: 'Use parameters.\n\nModSecurity: SecRule ARGS:q',
    seenAt: '2025-09-01T13:30:00.000Z',
    tags: ['CAPEC-66', 'WASC-19', 'OWASP-2013-A1'],
  })
  expect(raw).toContain('<DbId>FB</DbId>')
})

test('vulnerabilities that say less, and one that says too little', async () => {
  const items = await itemsOfFile(appspider, fixture('many.xml'))
  expect(headersIn(items)).toMatchObject([{ producedAt: '2025-09-01T08:05:42.000Z' }])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Cache',
      severity: 'info',
      endpoint: { url: 'http://stock.example', method: 'GET', parameter: 'id', request: 'GET / HTTP/1.1' },
    },
    { rule: 'Only a type', severity: 'unknown' },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', '<report/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(appspider, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    appspider.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('VulnSummary')).toBe(1)
  expect(detect('Summary')).toBe(0)
})
