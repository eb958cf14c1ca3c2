import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { threatComposer } from './index.ts'

const items = async (name: string) =>
  itemsOfFile(threatComposer, new URL(`fixtures/${name}`, import.meta.url))

test('a workspace without threats has a header and nothing else', async () => {
  const header = [{ type: 'header', tool: 'Threat Composer', target: 'Shop' }]
  expect(await items('empty.json')).toEqual(header)
  const bare = { schema: 1, applicationInfo: { name: 'Shop' }, dataflow: {} }
  expect(await itemsOf(threatComposer, JSON.stringify(bare))).toEqual(header)
})

test('one threat in all its fields', async () => {
  const [, observation, ...others] = await items('one.tc.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'T-4',
    title: 'A customer with an account can read orders of others, which leads to a leak',
    description: [
      'A customer with an account can read orders of others, which leads to a leak',
      '',
      'Source: customer',
      'Prerequisites: with an account',
      'Action: read orders of others',
      'Impact: a leak',
      'Impacted goal: confidentiality',
      'Impacted assets: orders, addresses',
      'Assumption: The network is open.',
      '',
      'Seen before.',
    ].join('\n'),
    severity: 'high',
    toolSeverity: 'High',
    cwes: [639],
    remediation: 'Check the owner.\n\nWrite a log.',
    fingerprints: { 'threat-composer': 't1' },
    verdict: { state: 'fixed', reason: 'threatResolved', source: 'threat-composer' },
    tags: ['CWE-639', 'orders', 'Information disclosure', 'Elevation of privilege'],
  })
})

test('every threat is an observation or a problem, and links that lead nowhere are told', async () => {
  const found = await items('many.tc.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'T-1', title: 'guess numbers', severity: 'unknown', verdict: { state: 'false_positive' } },
    { rule: 't2', title: 'Somebody waits' },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/threats/0', undefined],
    ['/threats/2', true],
  ])
})

test.each(['{}', '[]', '{"schema":1}'])('refuses %s', async (text) => {
  await expect(itemsOf(threatComposer, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its links', () => {
  const detect = (outline: unknown) => threatComposer.detect({ syntax: 'json', head: '', outline })
  expect(detect({ schema: 1, threats: [], mitigationLinks: [] })).toBe(1)
  expect(detect({ threats: [] })).toBe(0)
})
