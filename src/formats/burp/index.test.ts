import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { burp } from './index.ts'
import { parameterIn } from './words.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(burp, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Burp Suite', toolVersion: '2025.7', producedAt: '2025-09-01T12:30:00.000Z' },
  ])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(burp, fixture('one.xml'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Burp Suite', toolVersion: '2025.7', producedAt: '2025-09-01T06:30:00.000Z' },
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { ip: '192.0.2.7' } },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '1049088',
    title: 'SQL injection',
    description: 'The b_id cookie with <x>.\n\nerror near x\n\nInput becomes SQL.',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'medium',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/cart',
      method: 'POST',
      parameter: 'b_id',
      request: 'POST /cart HTTP/1.1\r\nHost: shop.example\r\n\r\na=1',
      response: 'HTTP/1.1 500 Error\r\n\r\nSQL',
    },
    references: [
      'https://owasp.example/sql',
      'https://cwe.mitre.org/data/definitions/89.html',
      'https://capec.mitre.org/data/definitions/66.html',
    ],
    remediation: 'Handle errors.\n\nUse parameters.',
    tags: ['CAPEC-66'],
  })
  expect(raw).toContain('<serialNumber>7121655797013284864</serialNumber>')
})

test('issues of extensions, what a person decided, and what Burp’s server saw', async () => {
  const items = await itemsOfFile(burp, fixture('many.xml'))
  const [header, service] = observationsIn(items)
  expect(headersIn(items)[0]).not.toHaveProperty('producedAt')
  expect(header).toMatchObject({
    rule: 'Odd header',
    severity: 'info',
    confidence: 'high',
    endpoint: { url: 'http://stock.example:8080/', method: 'GET', parameter: 'Referer' },
  })
  expect(service).toMatchObject({
    severity: 'unknown',
    confidence: 'low',
    endpoint: { url: 'http://stock.example:8080/ping', evidence: 'DNS 192.0.2.9 x.example' },
    verdict: { state: 'false_positive' },
  })
  expect(assetsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/issues/issue[3]'])
})

test.each([
  ['/cart [id parameter]', 'id'],
  ['/cart [a[b] parameter]', 'a[b]'],
  ['/cart [id JSON parameter]', 'id'],
  ['/ [name of an arbitrarily supplied URL parameter]', 'name of an arbitrarily supplied URL parameter'],
  ['/a [URL path folder 1]', 'URL path folder 1'],
  ['/cart', undefined],
])('the parameter of %s is %s', (place, parameter) => {
  expect(parameterIn(place)).toBe(parameter)
})

test.each(['{}', '<report/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(burp, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string, attributes: Record<string, string>) =>
    burp.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes } })
  expect(detect('issues', { burpVersion: '2020.1' })).toBe(1)
  expect(detect('issues', { format: '5' })).toBe(0)
})
