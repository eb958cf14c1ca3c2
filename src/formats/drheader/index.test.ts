import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { drheader } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an address without findings was looked at all the same', async () => {
  expect(await itemsOfFile(drheader, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'drHEADer' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
  expect(await itemsOf(drheader, '[]')).toEqual([{ type: 'header', tool: 'drHEADer' }])
})

test('one finding in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(drheader, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Cache-Control',
    title: 'Cache-Control: Value does not match security policy',
    description:
      'Value does not match security policy\nValue: public\nExpected: no-store, max-age=0\nAnomalies: public',
    severity: 'high',
    toolSeverity: 'high',
    remediation: 'Set Cache-Control to no-store, max-age=0',
  })
  expect(JSON.parse(raw)).toMatchObject({ delimiter: ',' })
})

test('several addresses, each with its findings', async () => {
  const items = await itemsOfFile(drheader, fixture('many.json'))
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['https://shop.example', 'https://down.example'])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Set-Cookie - cart',
      endpoint: { url: 'https://shop.example/', parameter: 'Set-Cookie', evidence: 'cart=1' },
    },
    { rule: 'Server', severity: 'low' },
    { severity: 'unknown', remediation: 'Leave unsafe-inline out of Content-Security-Policy - script-src' },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/0/report/3', true],
    ['/1', true],
  ])
})

test.each(['{}', '', '5'])('refuses %j', async (text) => {
  await expect(itemsOf(drheader, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its messages', () => {
  const detect = (outline: unknown) => drheader.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ rule: 'Server', message: 'Header should not be returned' }])).toBe(1)
  expect(detect([{ url: 'a', report: [{ rule: 'X', message: 'Cookie not included in response' }] }])).toBe(1)
  expect(detect([{ url: 'a', report: [] }])).toBe(0.7)
  expect(detect([{ rule: 'Server', message: 'Something else' }])).toBe(0)
  expect(detect([])).toBe(0)
})
