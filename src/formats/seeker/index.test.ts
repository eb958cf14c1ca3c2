import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { seeker } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(seeker, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Seeker' }])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(seeker, fixture('one.csv'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Seeker', target: 'shop' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'CMD-INJECT',
    title: 'Command Injection',
    description: 'A command is built.\n\nat find',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'high',
    cwes: [78],
    endpoint: { url: '/run?x=1', parameter: 'name', request: 'Host: shop.example\n\nname=a' },
    location: { path: 'shop/web/Orders.java', line: 63, symbol: 'shop.web.Orders.find' },
    controls: ['OWASP-Top-10-2021:A03', 'PCI-DSS:6.5.1'],
    references: ['http://seeker.example/1', 'https://tickets.example/1'],
    remediation: 'Use fixed ones.',
    fingerprints: { itemKey: 'shop-1' },
    seenAt: '2025-03-01T08:30:00.000Z',
    tags: ['Customer code', 'team'],
  })
  expect(raw).toContain('CMD-INJECT')
})

test('every project is a target, every row an observation or a problem', async () => {
  const items = await itemsOfFile(seeker, fixture('many.csv'))
  expect(headersIn(items).map((item) => item.target)).toEqual(['stock', 'ledger'])
  expect(observationsIn(items)).toMatchObject([
    { kind: 'code', severity: 'info', toolSeverity: 'Informative', verdict: { state: 'fixed' } },
    { kind: 'web', title: 'XSS', verdict: { state: 'false_positive' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'CheckerKey,URL\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(seeker, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => seeker.detect({ syntax: 'csv', head: '', columns })
  const own =
    'ProjectKey,CheckerKey,VulnerabilityName,Severity,URL,Status,CodeLocation,SeekerServerLink'.split(',')
  expect(detect(own)).toBe(1)
  expect(detect(own.slice(1))).toBe(0)
})
