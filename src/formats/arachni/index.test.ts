import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { arachni } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and its site', async () => {
  expect(await itemsOfFile(arachni, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Arachni', toolVersion: '1.6.1', target: 'https://shop.example/' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(arachni, fixture('one.json'))
  expect(headersIn(items)).toMatchObject([{ producedAt: '2025-09-01T06:30:00.000Z' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'sql_injection',
    title: 'SQL Injection',
    description: "Input becomes SQL.\n\nAttack: '\n\nSeen twice.",
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'high',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/item',
      method: 'GET',
      parameter: 'id',
      request: "GET /item?id=' HTTP/1.1\r\nHost: shop.example",
      response: 'HTTP/1.1 500 Error\n\nSQL syntax',
      evidence: 'SQL syntax',
    },
    references: ['http://cwe.mitre.org/data/definitions/89.html', 'https://owasp.example/sql'],
    remediation: 'Use parameters.',
    fingerprints: { 'arachni/digest': '1234' },
    tags: ['sql', 'vector: link', 'sql: mysql'],
  })
  expect(JSON.parse(raw)).not.toHaveProperty('page')
})

test('older reports put the places of an issue together', async () => {
  const items = await itemsOfFile(arachni, fixture('many.json'))
  const [a, b] = observationsIn(items)
  expect(a).toMatchObject({
    severity: 'info',
    confidence: 'low',
    endpoint: { url: 'http://stock.example/a', method: 'POST', evidence: 'p1' },
  })
  expect(b).toMatchObject({ endpoint: { url: 'http://stock.example/b', response: 'b' } })
  expect(b?.raw).not.toContain('p1')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/issues/1', '/issues/2'])
})

test.each(['{}', '[]', '{"issues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(arachni, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const detect = (value: unknown) => arachni.detect({ syntax: 'json', head: '', outline: value })
  expect(detect({ version: '1', options: {}, sitemap: {}, issues: [], delta_time: '' })).toBe(1)
  expect(detect({ version: '1', options: {}, issues: [] })).toBe(0)
})
