import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { intsights } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one alert in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(intsights, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'VulnerabilityInTechnologyInUse',
    title: 'HTTP headers are weak on shop.example',
    description: 'Headers were not sent.',
    severity: 'critical',
    toolSeverity: 'Critical',
    resource: { address: 'shop.example' },
    references: ['https://scans.example/?id=7'],
    fingerprints: { alert: '5c80dbf83b4a3900078b6be6' },
    seenAt: '2025-09-02T08:30:00.655Z',
    tags: ['ExploitableData', 'ClearWeb'],
  })
})

test('the table; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(intsights, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Exploitable Data',
      severity: 'medium',
      resource: { address: 'shop.example, till.example' },
      references: ['https://scans.example/?id=8', 'https://alerts.example/8'],
      verdict: { state: 'fixed' },
      tags: ['Clear Web', 'Pending', 'ResID: 7'],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 3'])
})

test.each(['{}', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(intsights, text)).rejects.toThrow(UnreadableReport)
})
