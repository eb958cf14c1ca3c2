import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { spotbugs } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

const header = {
  type: 'header',
  tool: 'SpotBugs',
  toolVersion: '4.8.0',
  target: 'shop',
  producedAt: '2025-03-01T08:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(spotbugs, fixture('empty.xml'))).toEqual([header])
})

test('one bug in all its fields', async () => {
  const items = await itemsOfFile(spotbugs, fixture('one.xml'))
  expect(headersIn(items)).toEqual([header])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL_INJECTION_JDBC',
    title: 'Potential JDBC Injection',
    description:
      'This use of execute can be vulnerable to SQL injection\n\nSink method Statement.execute\n\nQueries should be prepared.\nMore',
    severity: 'medium',
    toolSeverity: 'rank 12',
    confidence: 'high',
    cwes: [89],
    location: {
      path: 'src/main/java/shop/Orders.java',
      line: 22,
      endLine: 23,
      symbol: 'shop.Orders.find',
    },
    related: [{ path: 'shop/Web.java', line: 7, endLine: 7, message: 'SOURCE_LINE_ANOTHER_INSTANCE' }],
    references: ['https://weak.example/89'],
    fingerprints: { instanceHash: 'ab12' },
    tags: ['SECURITY'],
  })
  expect(raw).toContain('instanceHash="ab12"')
})

test('bugs without lines of their own, and what people have said of them', async () => {
  const [refused, gone, old] = observationsIn(await itemsOfFile(spotbugs, fixture('many.xml')))
  expect(refused).toMatchObject({
    title: 'Reliance on default encoding',
    severity: 'low',
    confidence: 'medium',
    location: { path: 'Stock.java', line: 1, endLine: 9, symbol: 'Stock.load' },
    verdict: { state: 'false_positive', reason: 'only ASCII', source: 'spotbugs-annotation' },
  })
  expect(gone).toMatchObject({
    severity: 'high',
    location: { path: 'Ledger.java' },
    verdict: { state: 'fixed', source: 'spotbugs-history' },
  })
  expect(old).toMatchObject({ severity: 'low', toolSeverity: 'priority 3' })
})

test('every bug and error is an observation or a problem', async () => {
  const items = await itemsOfFile(spotbugs, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(3)
  expect(problemsIn(items).map((item) => [item.where, item.incomplete])).toEqual([
    ['/BugCollection/BugInstance[4]', true],
    ['/BugCollection/Errors[1]/Error[1]', undefined],
    ['/BugCollection/Errors[1]', undefined],
  ])
})

test.each(['<bugs/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(spotbugs, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    spotbugs.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('BugCollection')).toBe(1)
  expect(detect('bugs')).toBe(0)
})
