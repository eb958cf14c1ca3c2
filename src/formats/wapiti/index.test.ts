import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wapiti } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and its site', async () => {
  expect(await itemsOfFile(wapiti, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Wapiti', toolVersion: '3.2.4', target: 'https://shop.example/' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one flaw in all its fields', async () => {
  const items = await itemsOfFile(wapiti, fixture('one.json'))
  expect(headersIn(items)).toMatchObject([{ producedAt: '2025-09-01T06:30:00.000Z' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'SQL Injection',
    title: 'SQL Injection: SQL Injection via injection in the parameter q',
    description: 'Input becomes SQL.\n\nSQL Injection via injection in the parameter q',
    severity: 'critical',
    toolSeverity: '4',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/search',
      method: 'POST',
      parameter: 'q',
      request: "POST /search HTTP/1.1\nhost: shop.example\n\nq='",
      response: 'HTTP 500\nserver: nginx\n\nSQL error',
    },
    references: ['https://owasp.example/sql', 'https://cwe.mitre.org/data/definitions/89.html'],
    remediation: 'Use parameters.',
    tags: ['sql', 'WSTG-INPV-05'],
  })
  expect(JSON.parse(raw)).toMatchObject({ level: 4 })
})

test('all three lists, and what does not fit', async () => {
  const items = await itemsOfFile(wapiti, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'A/B', severity: 'low', remediation: 's', endpoint: { request: 'curl' } },
    { rule: 'Internal Server Error', severity: 'medium', tags: ['anomalies'] },
    { rule: 'Fingerprint web technology', severity: 'info', endpoint: { response: 'server: nginx' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/vulnerabilities/A~1B/1',
    '/vulnerabilities/A~1B/2',
  ])
})

test('XML', async () => {
  const items = await itemsOfFile(wapiti, fixture('version-xml.xml'))
  expect(headersIn(items)).toMatchObject([{ toolVersion: '3.0.4', target: 'https://shop.example/' }])
  const [weak] = observationsIn(items)
  expect(weak).toMatchObject({
    severity: 'low',
    cwes: [521],
    endpoint: {
      url: 'https://shop.example/login',
      parameter: 'name=a&word=a',
      response: 'HTTP 200\nserver: nginx',
    },
    tags: ['WSTG-1'],
  })
  expect(weak?.raw).not.toContain('<description>')
  expect(problemsIn(items)).toHaveLength(1)
})

test('before 3.0.4 level 1 was the worst', async () => {
  expect(observationsIn(await itemsOfFile(wapiti, fixture('version-2.xml')))).toMatchObject([
    { severity: 'high', toolSeverity: '1', endpoint: { url: 'http://stock.example/?id=1', parameter: 'id' } },
  ])
})

test('a table', async () => {
  const items = await itemsOfFile(wapiti, fixture('table.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Reflected Cross Site Scripting',
      severity: 'medium',
      toolSeverity: '2',
      endpoint: {
        url: 'http://stock.example/search',
        method: 'POST',
        parameter: 'q',
        request: 'POST http://stock.example/search\n\nq=%3Cscript%3E',
      },
      tags: ['xss', 'WSTG-INPV-01', 'OSHP-X'],
    },
    { title: 'Secure Flag cookie: Secure flag is not set in the cookie : sid', severity: 'low' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
  const columns = ['category', 'level', 'description', 'method', 'parameter', 'url', 'body', 'module']
  expect(wapiti.detect({ syntax: 'csv', head: '', columns })).toBe(1)
  expect(wapiti.detect({ syntax: 'csv', head: '', columns: columns.slice(1) })).toBe(0)
})

test.each(['{}', '[]', '<a/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(wapiti, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its classifications or its generator', () => {
  const json = (outline: unknown) => wapiti.detect({ syntax: 'json', head: '', outline })
  const xml = (head: string) =>
    wapiti.detect({ syntax: 'xml', head, root: { name: 'report', namespace: '', attributes: {} } })
  expect(json({ classifications: { a: { desc: '', sol: '' } }, vulnerabilities: {} })).toBe(1)
  expect(json({ classifications: {}, vulnerabilities: [] })).toBe(0)
  expect(xml('<report><report_infos><info name="generatorName">wapiti</info>')).toBe(1)
  expect(xml('<report><scan/>')).toBe(0)
})
