import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ptart } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a test without hits has a header', async () => {
  expect(await itemsOfFile(ptart, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'PTART',
      target: 'Shop API, spring test',
      producedAt: '2026-03-06T00:00:00.000Z',
    },
  ])
})

test('one hit in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(ptart, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Orders of others can be read',
    title: 'Orders of others can be read',
    description: 'Any id answers.',
    severity: 'high',
    toolSeverity: '2',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N', score: 6.5, version: '3.1' }],
    cwes: [639],
    endpoint: { url: 'https://api.shop.example/orders' },
    references: ['https://tea.example/idor'],
    remediation: 'Ask for the owner.',
    fingerprints: { ptart: 'PTART-2026-00001' },
    seenAt: '2026-03-03T10:00:00.500Z',
    tags: ['A01:2021-Broken Access Control'],
  })
  expect(JSON.parse(raw)).toHaveProperty('fix_complexity', 2)
})

test('a hit that was looked at again is told once, with what came of it', async () => {
  const items = await itemsOfFile(ptart, fixture('many.json'))
  const observations = observationsIn(items)
  expect(observations).toMatchObject([
    {
      title: 'Orders of others can be read',
      description: 'Any id answers.\n\nRetest: Closed.',
      verdict: { state: 'fixed', source: 'ptart-retest' },
    },
    { title: 'Server tells its version', severity: 'info', resource: { address: 'api-gateway' } },
    { title: 'Old hole', severity: 'critical', description: 'Any id answers.\n\nRetest: Still open.' },
  ])
  expect(observations[2]).not.toHaveProperty('verdict')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/assessments/0/hits/2', '/retests/0/hits/2'])
})

test.each(['{}', '[]', '{"name":"x","assessments":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(ptart, text)).rejects.toThrow(UnreadableReport)
})
