import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { zapApi } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty answer has a header and nothing else', async () => {
  expect(await itemsOf(zapApi, '{"alerts":[]}')).toEqual([{ type: 'header', tool: 'ZAP' }])
})

test('one alert in all its fields', async () => {
  const items = await itemsOfFile(zapApi, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '40012-1',
    title: 'Cross Site Scripting (Reflected)',
    description: 'The page echoes its input.\n\nIn a text node.\n\nAttack: <x>',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'medium',
    cwes: [79],
    endpoint: { url: 'https://shop.example/search?q=x', method: 'GET', parameter: 'q', evidence: '<x>' },
    references: ['https://owasp.example/xss', 'https://owasp.example/more'],
    remediation: 'Encode.',
    tags: ['OWASP_2021_A03', 'WASC-8'],
  })
  expect(JSON.parse(raw)).toMatchObject({ messageId: '7' })
})

test('words for what a person decided, and what does not fit', async () => {
  const items = await itemsOfFile(zapApi, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'info', verdict: { state: 'false_positive' } },
    { severity: 'unknown', toolSeverity: 'Grave', confidence: 'high', tags: ['confirmed'] },
    { rule: '10013', severity: 'low' },
  ])
  expect(observationsIn(items)[2]).not.toHaveProperty('endpoint')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/alerts/3', '/alerts/4'])
})

test.each(['{}', '{"alerts":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(zapApi, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its alerts', () => {
  const detect = (outline: unknown) => zapApi.detect({ syntax: 'json', head: '', outline })
  expect(detect({ alerts: [{ alert: 'a', pluginId: '1', risk: 'Low', url: '' }] })).toBe(1)
  expect(detect({ alerts: [{ alert: 'a' }] })).toBe(0)
  expect(detect({ alerts: [] })).toBe(0)
})

test('the list alone, and by the name it had', async () => {
  const alert = { alert: 'X', pluginId: '1', risk: 'Low', url: 'https://shop.example/' }
  for (const report of [[alert], { vulnerabilities: [alert] }]) {
    expect(zapApi.detect({ syntax: 'json', head: '', outline: report })).toBe(1)
    const items = await itemsOf(zapApi, JSON.stringify(report))
    expect(items.filter(({ type }) => type === 'observation')).toHaveLength(1)
  }
})
