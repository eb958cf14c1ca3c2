import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { threagile } from './index.ts'

const items = async (name: string) => itemsOfFile(threagile, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(threagile, '[]')).toEqual([{ type: 'header', tool: 'Threagile' }])
})

test('one risk in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'unguarded-direct-datastore-access',
    title: 'Unguarded Direct Datastore Access of Ledger by Shop',
    description:
      'Unguarded Direct Datastore Access of Ledger by Shop\n\nLikelihood: likely\nImpact: medium\nData breach: improbable\nData breach through: ledger, stock',
    severity: 'medium',
    toolSeverity: 'elevated',
    resource: { address: 'shop>books to ledger', type: 'communication link' },
    fingerprints: { syntheticId: 'unguarded-direct-datastore-access@shop>books@shop@ledger' },
    verdict: { state: 'accepted', reason: 'accepted', source: 'threagile' },
  })
})

test('every risk is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { severity: 'critical', resource: { address: 'stock', type: 'technical asset' } },
    {
      severity: 'low',
      title: 'mixed-targets',
      verdict: { state: 'fixed' },
      resource: { address: 'runtime' },
    },
    { severity: 'medium', verdict: { state: 'false_positive' }, resource: { address: 'shop' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/3'])
})

test.each(['{}', '"risks"'])('refuses %s', async (text) => {
  await expect(itemsOf(threagile, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its risks', () => {
  const detect = (outline: unknown) => threagile.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ category: 'a', synthetic_id: 'a@b' }])).toBe(1)
  expect(detect([{ category: 'a' }])).toBe(0)
  expect(detect([])).toBe(0)
})
