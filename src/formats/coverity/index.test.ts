import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { coverity } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(coverity, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Coverity' }])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(coverity, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQLI',
    title: 'SQL injection',
    description:
      'A query is built from what a user sends.\n\nIt becomes part of a query.\n\nOrders can be changed.',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [89],
    location: { path: 'src/Ledger.java', line: 42, column: 9, symbol: 'shop.Ledger.find(String)' },
    flow: [
      { path: 'src/Web.java', line: 7, message: 'tainted_source: A value from the request is read.' },
      { path: 'src/Web.java', line: 5, message: 'note: It comes from a header.' },
      { path: 'src/Ledger.java', line: 42, column: 9, message: 'sink: It becomes part of a query.' },
    ],
    remediation: 'Use a prepared statement.',
    fingerprints: { mergeKey: '0f0e0d', cid: '10044' },
    seenAt: '2025-02-01T10:00:00.000Z',
    tags: ['High impact security', 'SECURITY'],
  })
  expect(JSON.parse(raw)).toMatchObject({ mergeKey: '0f0e0d' })
})

test('a configuration file, and what people have said of an issue', async () => {
  const [container, leak] = observationsIn(await itemsOfFile(coverity, fixture('many.json')))
  expect(container).toMatchObject({
    kind: 'config',
    severity: 'info',
    toolSeverity: 'Audit',
    verdict: { state: 'accepted', reason: 'only in tests', source: 'coverity-triage' },
  })
  expect(container).not.toHaveProperty('flow')
  expect(leak?.verdict).toEqual({
    state: 'false_positive',
    reason: 'False Positive',
    source: 'coverity-triage',
  })
})

test('every issue is an observation or a problem, and so are errors and warnings', async () => {
  const items = await itemsOfFile(coverity, fixture('many.json'))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map((item) => [item.where, item.incomplete])).toEqual([
    ['/issues/2', true],
    ['/error', true],
    ['/warnings/0', undefined],
  ])
})

test.each(['{}', '[]', '{"type":"Coverity issues"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(coverity, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its type, or by its issues', () => {
  const detect = (outline: unknown) => coverity.detect({ syntax: 'json', head: '', outline })
  expect(detect({ type: 'Coverity issues', issues: [] })).toBe(1)
  expect(detect({ issues: [{ mergeKey: '0a', checkerName: 'SQLI' }] })).toBe(1)
  expect(detect({ issues: [{ key: 'AX', rule: 'java:S1' }] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})

test('a view of Coverity Connect, whose rows are observations or problems', async () => {
  const items = await itemsOfFile(coverity, fixture('view.json'))
  const [open, dismissed] = observationsIn(items)
  const { raw: _, ...fields } = open ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'HEADER_INJECTION',
    title: 'HTTP header injection',
    severity: 'medium',
    toolSeverity: 'Medium',
    cwes: [610],
    location: { path: 'src/shop/Till.java', symbol: 'Till.close()' },
    fingerprints: { cid: '22497' },
    seenAt: '2025-09-02T00:00:00.000Z',
    tags: ['Low impact security', 'Security'],
  })
  expect(dismissed?.verdict).toMatchObject({ state: 'accepted', reason: 'Intentional' })
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/viewContentsV1/rows/2',
    '/viewContentsV1/totalRows',
  ])
})
