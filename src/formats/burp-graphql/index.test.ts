import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { burpGraphql } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty answer has a header and nothing else', async () => {
  expect(await itemsOfFile(burpGraphql, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Burp Suite DAST' },
  ])
})

test('one issue in all its fields', async () => {
  const [observation] = observationsIn(await itemsOfFile(burpGraphql, fixture('one.json')))
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '2097920',
    title: 'Cross-site scripting (reflected)',
    description: 'The value of q is echoed.\n\nScripts run.',
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'medium',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example/search',
      method: 'GET',
      parameter: 'q',
      request: 'GET /search?q=<x> HTTP/1.1\nHost: shop.example',
      response: 'HTTP/1.1 200 OK…<x>',
    },
    references: ['https://owasp.example/xss', 'https://cwe.mitre.org/data/definitions/79.html'],
    remediation: 'Encode.',
  })
  expect(JSON.parse(raw)).toMatchObject({ serial_number: '1' })
})

test('the API’s own answer, an issue without a name, and what does not fit', async () => {
  const items = await itemsOfFile(burpGraphql, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'unnamed', title: 'Unnamed issue', severity: 'info', endpoint: { url: 'http://stock.example/' } },
    { rule: 'Odd', verdict: { state: 'false_positive' }, endpoint: { url: '/x', evidence: 'Seen\n\ntwice' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/scan/issues/2', '/data/scan/issues/3'])
})

test.each(['{}', '[]', '{"Issues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(burpGraphql, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues', () => {
  const detect = (outline: unknown) => burpGraphql.detect({ syntax: 'json', head: '', outline })
  expect(detect({ Issues: [{ issue_type: {}, severity: 'low' }] })).toBe(1)
  expect(detect({ data: { scan: { issues: [{ issue_type: {}, origin: 'x' }] } } })).toBe(1)
  expect(detect({ Issues: [] })).toBeGreaterThan(0.5)
  expect(detect({ issues: [] })).toBe(0)
  expect(detect({ Issues: [{ severity: 'low' }] })).toBe(0)
})
