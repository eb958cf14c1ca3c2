import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pmd } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a report without violations has a header and nothing else', async () => {
  const header = { type: 'header', tool: 'PMD' }
  expect(await itemsOfFile(pmd, fixture('empty.csv'))).toEqual([header])
  expect(await itemsOf(pmd, '<pmd/>')).toEqual([header])
  expect(await itemsOf(pmd, '{"pmdVersion":"7.0.0","files":[]}')).toEqual([
    { ...header, toolVersion: '7.0.0' },
  ])
})

test('one violation of an XML report in all its fields', async () => {
  const items = await itemsOfFile(pmd, fixture('one.xml'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'PMD', toolVersion: '7.0.0', producedAt: '2025-03-01T08:30:00.000Z' },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'HardCodedCryptoKey',
    title: 'Do not use hard coded encryption keys',
    description: 'Do not use hard coded encryption keys. They can be read.',
    severity: 'medium',
    toolSeverity: '3',
    location: {
      path: 'src/main/java/shop/Orders.java',
      line: 12,
      endLine: 13,
      column: 9,
      endColumn: 21,
      symbol: 'shop.Orders.sign',
    },
    references: ['https://pmd.example/HardCodedCryptoKey'],
    tags: ['Security'],
  })
  expect(raw).toContain('rule="HardCodedCryptoKey"')
})

test('JSON: every violation and error is an observation or a problem', async () => {
  const items = await itemsOfFile(pmd, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'EmptyControlStatement', severity: 'high', location: { path: 'srv/stock/A.java', line: 3 } },
    {
      rule: 'suppressed',
      title: 'Too long',
      location: { path: 'srv/stock/B.java' },
      verdict: { state: 'accepted', reason: 'annotation', source: 'pmd-suppression' },
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/files/0/violations/1',
    '/files/1',
    '/processingErrors/0',
  ])
})

test('XML: suppressions and errors', async () => {
  const items = await itemsOfFile(pmd, fixture('version-5.xml'))
  expect(observationsIn(items)).toMatchObject([
    { title: 'Avoid this', verdict: { reason: 'legacy' }, location: { path: 'b.java' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/pmd/file[1]/violation[1]',
    '/pmd/error[1]',
    '/pmd/configerror[1]',
  ])
})

test('PHPMD says the same with names of its own', async () => {
  const items = await itemsOfFile(pmd, fixture('phpmd.json'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'PHPMD', producedAt: '2026-03-01T08:30:00.000Z' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'EvalExpression',
      severity: 'high',
      location: { path: 'srv/shop/till.php', line: 8, endLine: 9, symbol: '+global.Till.find' },
      references: ['https://phpmd.org/rules/design.html#evalexpression'],
      tags: ['Design Rules'],
    },
    { rule: 'CamelCaseClassName' },
  ])
  expect(observationsIn(items)[1]?.references).toBeUndefined()
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/errors/0'])
  const xml = await itemsOf(pmd, '<pmd version="2.15.0" tool="phpmd"/>')
  expect(headersIn(xml)).toEqual([{ type: 'header', tool: 'PHPMD', toolVersion: '2.15.0' }])
})

test('CSV', async () => {
  const items = await itemsOfFile(pmd, fixture('table.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'UseUtilityClass',
      title: 'All methods are static',
      severity: 'low',
      location: { path: 'src/Ledger.java', line: 21, symbol: 'shop.ledger' },
      tags: ['Design'],
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 3'])
})

test.each(['<checkstyle/>', '{}', '[]', 'a,b\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pmd, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root, its version or its columns', () => {
  const root = (name: string) =>
    pmd.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  const columns = ['Problem', 'Package', 'File', 'Priority', 'Line', 'Description', 'Rule set', 'Rule']
  expect([root('pmd'), root('checkstyle')]).toEqual([1, 0])
  expect(pmd.detect({ syntax: 'json', head: '', outline: { pmdVersion: '7', files: [] } })).toBe(1)
  expect(pmd.detect({ syntax: 'json', head: '', outline: { files: [] } })).toBe(0)
  expect(pmd.detect({ syntax: 'csv', head: '', columns })).toBe(1)
  expect(pmd.detect({ syntax: 'csv', head: '', columns: columns.slice(1) })).toBe(0)
})
