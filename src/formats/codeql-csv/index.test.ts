import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { codeqlCsv } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one result in all its fields', async () => {
  const items = await itemsOfFile(codeqlCsv, fixture('one.csv'))
  expect(items.map((item) => item.type)).toEqual(['header', 'observation'])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Query built from user data',
    title: 'Query built from user data',
    description: 'This query depends on a value.\n\nQueries can be changed.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'src/Orders.java', line: 42, endLine: 42, column: 9, endColumn: 21 },
    related: [{ path: 'src/Web.java', line: 7, column: 3, message: 'a value' }],
  })
  expect(raw).toContain('Query built')
})

test('tables with the path twice; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(codeqlCsv, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'low',
      toolSeverity: 'recommendation',
      description: 'See IA and V\n\nIt may not work.',
      location: { path: 'src/a.java', line: 211, endColumn: 45 },
      related: [
        { path: 'a/V.cs', line: 7, column: 152, message: 'V' },
        { path: 'a/W.cs', line: 14 },
      ],
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 2'])
})

test('a long message in the first row', async () => {
  const text = `Query,x,error,"${'long '.repeat(60)}",src/a.java,1,2,3,4\n`
  expect(observationsIn(await itemsOf(codeqlCsv, text))).toMatchObject([{ location: { path: 'src/a.java' } }])
  expect(codeqlCsv.detect({ syntax: 'text', head: text })).toBeGreaterThan(0.9)
  expect(codeqlCsv.detect({ syntax: 'text', head: 'hello, error, and "more' })).toBe(0)
})

test.each(['a,b\n', 'a,b,error,m,p,1,2,3,x\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(codeqlCsv, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first row', () => {
  const detect = (columns: string[]) => codeqlCsv.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['n', 'd', 'error', 'm', 'p', '1', '2', '3', '4'])).toBeGreaterThan(0.9)
  expect(detect(['n', 'd', 'warning', 'm', 'p', 'q', '1', '2', '3', '4'])).toBeGreaterThan(0.9)
  expect(detect(['n', 'd', 'high', 'm', 'p', '1', '2', '3', '4'])).toBe(0)
  expect(detect(['n', 'd', 'error', 'm', 'p', '1', '2', '3'])).toBe(0)
})
