import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { klocwork } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(klocwork, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Klocwork' }])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(klocwork, fixture('one.csv')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SV.SQL',
    title: 'SV.SQL',
    severity: 'high',
    toolSeverity: 'Error (2)',
    location: { path: 'src/main/java/shop/Orders.java', line: 58, symbol: 'find' },
    tags: ['Java'],
  })
  expect(raw).toContain('SV.SQL')
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(klocwork, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'low',
      location: { path: 'srv/stock/a.c' },
      verdict: { state: 'false_positive', reason: 'Not a Problem', source: 'klocwork-status' },
    },
    { severity: 'critical', location: { path: 'b.c', line: 3 }, verdict: { state: 'fixed' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'File,Line\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(klocwork, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => klocwork.detect({ syntax: 'csv', head: '', columns })
  const own = ['File', 'Line', 'Code', 'Severity', 'State', 'Status', 'Taxonomy', 'Owner']
  expect(detect(own)).toBe(1)
  expect(detect(own.slice(1))).toBe(0)
})
