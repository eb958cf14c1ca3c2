import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fxcop } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(fxcop, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'FxCop', toolVersion: '12.0' },
  ])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(fxcop, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'CA2100',
    title: 'Review SQL queries for security vulnerabilities',
    description: 'The query is built from text.\n\nQueries from text can be changed.',
    severity: 'medium',
    toolSeverity: 'CriticalWarning',
    confidence: 'high',
    location: {
      path: 'src/Shop/Orders.cs',
      line: 42,
      symbol: 'shop.dll.Shop.Orders.Find(System.String)',
    },
    references: ['https://rules.example/CA2100'],
    remediation: 'Use parameters.',
    tags: ['Microsoft.Security', 'ReviewSqlQueries', 'name'],
  })
  expect(raw).toContain('CheckId="CA2100"')
})

test('every issue and exception is an observation or a problem', async () => {
  const items = await itemsOfFile(fxcop, fixture('many.xml'))
  const [excluded, absent, second, last] = observationsIn(items)
  expect(excluded).toMatchObject({
    rule: 'CA1020',
    title: 'AvoidNamespacesWithFewTypes',
    severity: 'unknown',
    resource: { address: 'Stock', type: 'member' },
    verdict: { state: 'accepted', reason: 'Excluded', source: 'fxcop-status' },
  })
  expect(absent).toMatchObject({ description: 'a', confidence: 'high', verdict: { state: 'fixed' } })
  expect(absent?.raw).not.toContain('>b<')
  expect(second).toMatchObject({ description: 'b', severity: 'high' })
  expect(last).toMatchObject({ severity: 'info', resource: { address: 'stock.dll.C' } })
  expect(problemsIn(items).map((item) => [item.where, item.incomplete])).toEqual([
    ['/FxCopReport/Targets[1]/Target[1]/Modules[1]/Module[1]/Messages[1]/Message[2]', true],
    ['/FxCopReport/Exceptions[1]/Exception[1]', true],
  ])
})

test.each(['<report/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(fxcop, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    fxcop.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('FxCopReport')).toBe(1)
  expect(detect('report')).toBe(0)
})
