import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { clangAnalyzer } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(clangAnalyzer, fixture('empty.plist'))).toEqual([
    { type: 'header', tool: 'Clang Static Analyzer', toolVersion: 'clang' },
  ])
})

test('one diagnostic in all its fields', async () => {
  const items = await itemsOfFile(clangAnalyzer, fixture('one.plist'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Clang Static Analyzer', toolVersion: '18.1.3' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'core.NullDereference',
    title: "Dereference of null pointer (loaded from variable 'order')",
    description: "Dereference of null pointer (loaded from variable 'order')",
    severity: 'unknown',
    location: { path: 'src/stock.c', line: 12, column: 10, symbol: 'find_order' },
    flow: [
      { path: 'src/order.h', line: 8, column: 3, message: "'order' is null" },
      { path: 'src/stock.c', line: 12, column: 10, message: 'Dereference of null pointer' },
    ],
    fingerprints: { issue_hash_content_of_line_in_context: 'ab12' },
    tags: ['Logic error', 'Dereference of null pointer'],
  })
  expect(raw).toContain('core.NullDereference')
})

test('every diagnostic is an observation or a problem', async () => {
  const items = await itemsOfFile(clangAnalyzer, fixture('many.plist'))
  const [assignment, other] = observationsIn(items)
  expect(assignment).toMatchObject({ rule: 'Dead assignment', location: { path: 'ledger.c' } })
  expect(assignment).not.toHaveProperty('fingerprints')
  expect(other).toMatchObject({ rule: 'Something else' })
  expect(other).not.toHaveProperty('location')
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/plist/dict[1]/array[2]/dict[3]'])
})

test.each(['<plist><dict/></plist>', '<dict/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(clangAnalyzer, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its keys', () => {
  const detect = (head: string) =>
    clangAnalyzer.detect({ syntax: 'xml', head, root: { name: 'plist', namespace: '', attributes: {} } })
  expect(detect('<plist><dict><key>clang_version</key>')).toBe(1)
  expect(detect('<plist><dict><key>CFBundleName</key>')).toBe(0)
})

test('the page of one diagnostic; the page that lists them says nothing of its own', async () => {
  const items = await itemsOfFile(clangAnalyzer, fixture('page.html'))
  expect(problemsIn(items)).toEqual([])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Double free',
      title: 'Attempt to free released memory & more',
      severity: 'unknown',
      location: { path: 'srv/shop/till.c', line: 16, column: 3, symbol: 'main' },
      fingerprints: { issue_hash_content_of_line_in_context: '46afff27' },
      tags: ['Memory error'],
    },
  ])
  const list = '<!doctype html>\n<html><head><title>shop - scan-build results</title>\n</head></html>\n'
  expect(clangAnalyzer.detect({ syntax: 'text', head: list })).toBe(1)
  expect(await itemsOf(clangAnalyzer, list)).toEqual([{ type: 'header', tool: 'Clang Static Analyzer' }])
  expect(await itemsOf(clangAnalyzer, '<!doctype html>\n<!-- BUGDESC -->\n<!-- BUGTYPE -->\n')).toMatchObject(
    [{ type: 'header' }, { type: 'problem', incomplete: true }],
  )
})
