import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { orca } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one alert in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(orca, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'data',
    rule: 'Public bucket detected',
    title: 'Public bucket detected',
    severity: 'high',
    toolSeverity: '7.5',
    resource: { address: 'tea-receipts', account: 'shop-production' },
    seenAt: '2025-09-02T08:30:00.000Z',
    tags: ['Data at risk', 'CSPM', 'mitre: initial access'],
  })
  expect(JSON.parse(raw)).toHaveProperty('OrcaScore', 7.5)
})

test('the table; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(orca, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'identity',
      severity: 'critical',
      resource: { address: 'root', account: 'shop-production' },
      tags: ['IAM misconfigurations', 'CSPM', 'critical'],
    },
    { kind: 'cloud', severity: 'info', verdict: { state: 'fixed', reason: 'closed' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(orca, text)).rejects.toThrow(UnreadableReport)
})
