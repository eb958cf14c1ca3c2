import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { zap } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a site without alerts was scanned all the same', async () => {
  expect(await itemsOfFile(zap, fixture('empty.xml'))).toEqual([
    {
      type: 'header',
      tool: 'ZAP',
      toolVersion: '2.16.1',
      target: 'https://shop.example',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example',
      attributes: { host: 'shop.example', port: '443', tls: 'true' },
    },
  ])
})

test('one instance of a JSON report in all its fields', async () => {
  const items = await itemsOfFile(zap, fixture('one.json'))
  expect(items.map((item) => item.type)).toEqual(['header', 'asset', 'observation'])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '40012-1',
    title: 'Cross Site Scripting (Reflected)',
    description:
      'The page echoes its input.\nA script in it runs.\n\nSeen in a text node.\n\nAttack: <script>alert(1)</script>',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'medium',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/search?q=x',
      method: 'GET',
      parameter: 'q',
      request: 'GET https://shop.example/search?q=x HTTP/1.1\r\nHost: shop.example',
      response: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\n\n<html></html>',
      evidence: '<script>alert(1)</script>',
    },
    references: ['https://owasp.example/xss', 'https://cwe.mitre.org/data/definitions/79.html'],
    remediation: 'Encode what you print.',
    tags: ['OWASP_2021_A03', 'WASC-8'],
  })
  expect(JSON.parse(raw)).toMatchObject({ alertRef: '40012-1', instances: [{ id: '7' }] })
})

test('XML: an observation for each instance, its raw part with this one alone', async () => {
  const [first, second] = observationsIn(await itemsOfFile(zap, fixture('many.xml')))
  expect(first).toMatchObject({
    rule: '90028',
    title: 'Insecure HTTP Method - PUT',
    description: 'PUT is allowed.',
    severity: 'medium',
    toolSeverity: 'Medium',
    confidence: 'high',
    endpoint: {
      url: 'http://api.example:8080/items/1',
      method: 'PUT',
      request: 'PUT /items/1 HTTP/1.1\nHost: api.example:8080\n\n{"a":1}',
      response: 'HTTP/1.1 403 Forbidden\n\nno',
      evidence: '403',
    },
    references: ['https://methods.example/put'],
    remediation: 'TBA',
    tags: ['OWASP_2021_A05', 'confirmed'],
  })
  expect(first).not.toHaveProperty('cwes')
  expect(first?.endpoint).not.toHaveProperty('parameter')
  expect(second).toMatchObject({ endpoint: { url: 'http://api.example:8080/items/2', method: 'PUT' } })
  expect(first?.raw).toContain('items/1')
  expect(first?.raw).not.toContain('items/2')
})

test('older alert items are their own instance, false positives are said to be', async () => {
  const cookie = observationsIn(await itemsOfFile(zap, fixture('many.xml')))[2]
  expect(cookie).toMatchObject({
    severity: 'info',
    cwes: [614],
    endpoint: { url: 'http://api.example:8080/login', parameter: 'session' },
    verdict: { state: 'false_positive', reason: 'confidence set to false positive', source: 'zap' },
  })
  expect(cookie).not.toHaveProperty('confidence')
})

test('an alert without an instance is about its site', async () => {
  expect(observationsIn(await itemsOfFile(zap, fixture('many.xml')))[3]).toMatchObject({
    rule: 'Nothing but a name',
    severity: 'unknown',
    endpoint: { url: 'http://api.example:8080' },
  })
})

test('every alert is an observation or a problem, every site a target and an asset', async () => {
  const items = await itemsOfFile(zap, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(4)
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/OWASPZAPReport/site[1]/alerts[1]/alertitem[4]',
  ])
  expect(headersIn(items).map((item) => item.target)).toEqual([
    'http://api.example:8080',
    'https://cdn.example',
  ])
  expect(assetsIn(items).map((item) => item.name)).toEqual(['http://api.example:8080', 'https://cdn.example'])
})

test('JSON: several sites, what does not fit, and a plan that failed', async () => {
  const report = {
    '@version': '2.16.1',
    site: [
      { '@name': 'https://a.example', alerts: [] },
      {
        '@name': 'https://b.example',
        alerts: [5, { pluginid: '1', instances: [{ uri: 'https://b.example/x' }, 7] }],
      },
      { '@name': 'https://c.example', alerts: [{ alert: 'No instances' }] },
    ],
    afPlanErrors: ['job failed'],
    afPlanWarns: ['odd'],
  }
  const items = await itemsOf(zap, JSON.stringify(report))
  expect(headersIn(items).map((item) => item.target)).toEqual([
    'https://a.example',
    'https://b.example',
    'https://c.example',
  ])
  expect(observationsIn(items).map((item) => item.endpoint?.url)).toEqual([
    'https://b.example/x',
    'https://c.example',
  ])
  expect(problemsIn(items).map((item) => [item.where, item.incomplete])).toEqual([
    ['/site/1/alerts/0', true],
    ['/site/1/alerts/1/instances/1', true],
    ['/afPlanErrors/0', true],
    ['/afPlanWarns/0', undefined],
  ])
})

test('older JSON has a single site without a list', async () => {
  const report = {
    '@version': '2.7.0',
    '@generated': 'Wed, 5 Dec 2018 19:00:19',
    site: {
      '@name': 'http://a.example',
      alerts: [{ pluginid: '1', name: 'A', instances: [{ uri: 'http://a.example/x' }] }],
    },
  }
  const items = await itemsOf(zap, JSON.stringify(report))
  expect(headersIn(items)).toMatchObject([{ target: 'http://a.example' }])
  expect(observationsIn(items)).toMatchObject([{ endpoint: { url: 'http://a.example/x' } }])
  expect(zap.detect({ syntax: 'json', head: '', outline: report })).toBe(1)
})

test('a report on no site at all has a header', async () => {
  const json = '{"@version":"2.16.1","site":[]}'
  const xml = '<OWASPZAPReport version="2.16.1"></OWASPZAPReport>'
  for (const text of [json, xml])
    expect(await itemsOf(zap, text)).toEqual([{ type: 'header', tool: 'ZAP', toolVersion: '2.16.1' }])
})

test('a report that breaks off keeps what came before and says so', async () => {
  const text =
    '<OWASPZAPReport><site name="s"><alerts><alertitem><name>a</name></alertitem><alertitem><name>b</na'
  const items = await itemsOf(zap, text)
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items).some((item) => item.incomplete)).toBe(true)
})

test.each(['{}', '[]', '<report/>', '{"site":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(zap, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const root = (name: string) =>
    zap.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  const outline = (value: unknown) => zap.detect({ syntax: 'json', head: '', outline: value })
  expect(root('OWASPZAPReport')).toBe(1)
  expect(root('report')).toBe(0)
  expect(outline({ '@version': '2', '@generated': 'now', site: [] })).toBe(1)
  expect(outline({ '@programName': 'ZAP', site: [] })).toBe(1)
  expect(outline({ '@programName': 'ZAP', site: [], vulnerabilities: [] })).toBeLessThan(0.7)
  expect(outline({ site: [] })).toBe(0)
})
