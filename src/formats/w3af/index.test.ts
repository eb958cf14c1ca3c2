import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { w3af } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and its site', async () => {
  expect(await itemsOfFile(w3af, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'w3af', target: 'https://shop.example/', producedAt: '2025-09-01T06:30:00.000Z' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(w3af, fixture('one.xml'))
  expect(headersIn(items)).toMatchObject([{ toolVersion: '2019.1.2' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'sqli:SQL injection',
    title: 'SQL injection',
    description: 'SQL injection in "id".\n\nInput becomes SQL.',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/item',
      method: 'POST',
      parameter: 'id',
      request: 'POST /item HTTP/1.1\nHost: shop.example\n\na=1',
      response: 'HTTP/1.1 500 Error',
    },
    references: ['https://cwe.mitre.org/data/definitions/89.html'],
    remediation: 'Use parameters.',
    tags: ['fix effort: 50'],
  })
  expect(raw).toContain('plugin="sqli"')
})

test('older reports, and what does not fit', async () => {
  const items = await itemsOfFile(w3af, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'server_header:Server header',
      description: 'The server is nginx.',
      severity: 'info',
      endpoint: { url: 'http://stock.example/' },
    },
    { rule: 'xss', severity: 'medium', endpoint: { url: 'http://stock.example/s', method: 'GET' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/w3afrun/vulnerability[2]',
    '/w3afrun/error[1]',
  ])
})

test.each(['{}', '<report/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(w3af, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    w3af.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('w3af-run')).toBe(1)
  expect(detect('run')).toBe(0)
})
