import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { krakendAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(krakendAudit, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'KrakenD audit' },
  ])
})

test('one recommendation in all its fields', async () => {
  const [, observation, ...others] = await itemsOfFile(krakendAudit, fixture('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: '2.1.2',
    title: 'Speak TLS',
    remediation: 'Speak TLS. Or stand behind something that does.',
    severity: 'high',
    toolSeverity: 'HIGH',
    resource: { address: 'krakend', type: 'api-gateway', provider: 'krakend' },
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('every recommendation is an observation or a problem', async () => {
  const items = await itemsOfFile(krakendAudit, fixture('many.json'))
  expect(observationsIn(items).map(({ rule, severity }) => [rule, severity])).toEqual([
    ['2.2.1', 'medium'],
    ['3.1.1', 'low'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/recommendations/2'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(krakendAudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its recommendations', () => {
  const detect = (outline: unknown) => krakendAudit.detect({ syntax: 'json', head: '', outline })
  const recommendations = [{ rule: '1', severity: 'LOW', message: 'm' }]
  expect(detect({ recommendations, stats: {} })).toBe(1)
  expect(detect({ recommendations })).toBe(0.9)
  expect(detect({ recommendations: [], stats: {} })).toBe(0.9)
  expect(detect({ recommendations: [], findings: [] })).toBe(0)
})
