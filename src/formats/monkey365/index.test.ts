import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { monkey365 } from './index.ts'

const items = async (name: string) => itemsOfFile(monkey365, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(monkey365, '[]')).toEqual([{ type: 'header', tool: 'Monkey365' }])
})

test('one finding in all its fields', async () => {
  const [header, observation, ...others] = await items('one.json')
  expect(header).toEqual({ type: 'header', tool: 'Monkey365', toolVersion: '0.98', target: 't-1' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'identity',
    rule: 'aad_old_signin',
    title: 'Ensure old sign-in is blocked',
    description: 'Old sign-in is open\n\nOld sign-in has no second factor.',
    severity: 'high',
    toolSeverity: 'High',
    resource: {
      address: 'Acme/EntraIDPortal',
      type: 'EntraIDPortal',
      provider: 'Microsoft365',
      account: 't-1',
    },
    references: ['https://docs.example/1'],
    remediation: 'Block it.',
    fingerprints: { immutableId: 'im1' },
    seenAt: '2025-08-30T10:00:00.000Z',
    tags: ['General'],
  })
})

test('subscriptions, what passed, what is to be checked by hand', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    {
      kind: 'cloud',
      severity: 'medium',
      resource: { address: '/subscriptions/s1/ledger', region: 'westeurope', account: 's1' },
    },
    { rule: 'by_hand', severity: 'info', toolSeverity: 'High', tags: ['manual-check'] },
  ])
  expect(headersIn(found).map(({ target }) => target)).toEqual(['t-1/s1', 't-1/s2'])
  expect(assetsIn(found).map(({ name }) => name)).toEqual([
    '/subscriptions/s1/ledger',
    '/subscriptions/s1/shop',
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/3'])
})

test('as CSV', async () => {
  expect(observationsIn(await items('many.csv'))).toMatchObject([
    {
      rule: 'exo_forward',
      description: 'on\n\nMail leaves.\n\nIt should not.',
      resource: { address: 'Acme/Exchange' },
      controls: ['CIS 6.2.1', 'NIST AC-4'],
      references: ['https://docs.example/1', 'https://docs.example/2'],
      remediation: 'Turn it off.',
    },
  ])
})

test.each(['{}', '"a"', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(monkey365, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its findings or its columns', () => {
  const detect = (outline: unknown) => monkey365.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ metadata: { eventCode: 'a' }, findingInfo: { title: 'b' }, classId: 2004 }])).toBe(1)
  expect(detect([{ metadata: {}, class_uid: 2004 }])).toBe(0)
  const columns = ['FINDINGID', 'FINDINGTITLE', 'SEVERITY', 'STATUS', 'MONKEY365VERSION']
  expect(monkey365.detect({ syntax: 'csv', head: '', columns })).toBe(1)
})
