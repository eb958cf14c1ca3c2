import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gitguardian } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOf(gitguardian, '[]')).toEqual([{ type: 'header', tool: 'GitGuardian' }])
})

test('one incident in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(gitguardian, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'acme_till_key',
    title: 'Acme Till Key',
    severity: 'high',
    toolSeverity: 'high',
    location: { path: 'config/till.yaml', line: 7, endLine: 7, message: 'shop/till' },
    related: [{ path: 'old.yaml', line: 3, endLine: 3, message: 'shop/drawer' }],
    references: [
      'https://dashboard.example/incidents/3759',
      'https://git.example/shop/till/commit/0f1e2d3#L7',
    ],
    fingerprints: {
      gitguardian: 'Ri9FjVgdOlPnBmujoxP4XPJcbe82BhJXB',
      hmsl: '05975add34ddc9a38a0fb57c7d3e676ffed57080516fc16bf8d8f14308fedb86',
    },
    seenAt: '2026-10-22T13:15:00.000Z',
    tags: [
      'validation:valid',
      'FROM_HISTORICAL_SCAN',
      'commit:0f1e2d3c4b5a',
      'author:Ada Example',
      'source:shop/till',
      'source:shop/drawer',
    ],
  })
})

test('what people decided about an incident', async () => {
  const items = await itemsOfFile(gitguardian, fixture('many.json'))
  expect(observationsIn(items).map(({ verdict }) => verdict?.state)).toEqual([
    undefined,
    'fixed',
    'false_positive',
    'accepted',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/4'])
})

test.each(['{}', '{"a":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gitguardian, text)).rejects.toThrow(UnreadableReport)
})
