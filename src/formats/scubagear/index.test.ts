import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { scubagear } from './index.ts'

const items = async (name: string) => itemsOfFile(scubagear, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(scubagear, '{"MetaData":{"Tool":"ScubaGear"},"Results":{}}')).toEqual([
    { type: 'header', tool: 'ScubaGear' },
  ])
})

test('one control in all its fields', async () => {
  const found = await items('one.json')
  expect(found.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'ScubaGear',
      toolVersion: '1.8.0',
      target: 't-1',
      producedAt: '2025-08-30T10:00:00.123Z',
    },
    {
      type: 'asset',
      kind: 'saas-app',
      name: 'acme.example',
      attributes: { product: 'Microsoft 365', tenant: 't-1' },
    },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'identity',
    rule: 'MS.AAD.1.1v1',
    title: 'Old sign-in SHALL be blocked.',
    description:
      'Old sign-in SHALL be blocked.\n\n0 policies found.\nSee all.\n\nComments: Next month\n\nTo be resolved by: 2025-10-01',
    severity: 'high',
    toolSeverity: 'Shall',
    resource: { address: 'acme.example', type: 'AAD', provider: 'Microsoft 365', account: 't-1' },
    controls: ['SCuBA:MS.AAD.1.1v1', 'BOD-25-01'],
    references: ['https://baselines.example/aad.md#1', 'https://portal.example/caps'],
    tags: ['AAD', 'Legacy Authentication'],
  })
})

test('every result of the report of one product', async () => {
  const found = await items('many.json')
  expect(
    observationsIn(found).map(({ rule, severity, verdict }) => [
      rule,
      severity,
      verdict?.state,
      verdict?.reason,
    ]),
  ).toEqual([
    ['MS.SHAREPOINT.1.2v1', 'medium', undefined, undefined],
    ['MS.SHAREPOINT.1.3v1', 'info', undefined, undefined],
    ['MS.SHAREPOINT.1.4v1', 'high', 'accepted', 'not ours'],
    ['MS.SHAREPOINT.1.5v1', 'high', 'false_positive', 'marked as incorrect'],
  ])
  expect(assetsIn(found)).toMatchObject([{ name: 'Acme' }])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/0/Results/0/Controls/5', undefined],
    ['/0/Results/0/Controls/6', true],
  ])
})

test('as CSV', async () => {
  expect(observationsIn(await items('many.csv'))).toMatchObject([
    {
      rule: 'MS.EXO.1.1v1',
      description: 'Forwarding SHALL be off.\n\nit is on',
      resource: { address: 'EXO' },
    },
  ])
})

test.each(['{}', '[]', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(scubagear, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its tool, its controls or its columns', () => {
  const detect = (outline: unknown) => scubagear.detect({ syntax: 'json', head: '', outline })
  expect(detect({ MetaData: { Tool: 'ScubaGear' }, Results: {} })).toBe(1)
  const groups = [{ Controls: [{ 'Control ID': 'a', Requirement: 'b', Criticality: 'Shall' }] }]
  expect(detect({ Results: { AAD: groups } })).toBe(1)
  expect(detect([{ Results: groups }])).toBe(1)
  expect(detect({ Results: [] })).toBe(0)
  const columns = ['Control ID', 'Requirement', 'Result', 'Criticality', 'Details']
  expect(scubagear.detect({ syntax: 'csv', head: '', columns })).toBe(1)
})
