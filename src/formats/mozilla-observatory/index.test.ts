import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mozillaObservatory } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('tests that passed are a header and nothing else', async () => {
  expect(await itemsOfFile(mozillaObservatory, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Mozilla HTTP Observatory' },
  ])
})

test('one test in all its fields', async () => {
  const items = await itemsOfFile(mozillaObservatory, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'Mozilla HTTP Observatory',
      toolVersion: 'algorithm 2',
      target: 'https://shop.example/',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'content-security-policy',
    title: 'Content Security Policy (CSP) header not implemented',
    description: 'Content Security Policy (CSP) header not implemented\nExpected: csp-implemented',
    severity: 'unknown',
    toolSeverity: '-25',
    endpoint: { url: 'https://shop.example/', response: 'Server: nginx', evidence: 'http: false' },
    tags: ['csp-not-implemented'],
  })
  expect(JSON.parse(raw)).toHaveProperty('content-security-policy')
})

test('tests alone, in the names of the newer scanner', async () => {
  const items = await itemsOfFile(mozillaObservatory, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'x-frame-options', title: 'x-frame-options-not-implemented', toolSeverity: '-20' },
    { rule: 'cookies', endpoint: { evidence: 'data: {"cart":{"secure":false}}' } },
    { rule: 'redirection', endpoint: { url: 'http://stock.example/' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/odd', '/odder'])
})

test.each(['{}', '[]', '{"tests":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mozillaObservatory, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its tests', () => {
  const detect = (outline: unknown) => mozillaObservatory.detect({ syntax: 'json', head: '', outline })
  expect(detect({ tests: { a: { expectation: '', pass: true, result: '' } } })).toBe(1)
  expect(detect({ a: { expectation: '', pass: false, result: '' } })).toBe(1)
  expect(detect({ a: { pass: false } })).toBe(0)
  expect(detect([])).toBe(0)
})
