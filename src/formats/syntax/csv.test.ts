import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { delimiterIn, eachRow } from './csv.ts'

const rows = (text: string, limits = DEFAULT_LIMITS) => Array.fromAsync(eachRow(inputOf(text), { limits }))

test('rows by column, with quotes, line ends within cells and the source text', async () => {
  expect(await rows('a,b\r\n1,"x, ""y""\nz"\r\n\r\n2,\r\n')).toEqual([
    { type: 'row', where: 'line 3', row: { a: '1', b: 'x, "y"\nz' }, text: '1,"x, ""y""\nz"' },
    { type: 'row', where: 'line 5', row: { a: '2', b: '' }, text: '2,' },
  ])
})

test.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['"a,b,c,d";b', ';'],
  ['a\tb', '\t'],
  ['a|b', '|'],
  ['alone', ','],
])('%j is separated by %j', (head, delimiter) => {
  expect(delimiterIn(`${head}\n1,2;3\n`)).toBe(delimiter)
})

test('short rows lack their last cells, surplus cells are a problem', async () => {
  expect(await rows('a,b\n1\n1,2,3\n')).toMatchObject([
    { row: { a: '1', b: '' } },
    { row: { a: '1', b: '2' } },
    { type: 'problem', where: 'line 3' },
  ])
})

test('a quote that is never closed costs its row, not those before', async () => {
  const found = await rows('a,b\n1,2\n3,"4\n5,6\n')
  expect(found[0]).toMatchObject({ row: { a: '1', b: '2' } })
  expect(found.slice(1)).toMatchObject([{ type: 'problem', incomplete: true }])
})

test('a quote in the last cell of all that is not closed, or closed twice', async () => {
  for (const text of ['a,b\n1,"2', 'a,b\n1,"2""\n'])
    expect(await rows(text)).toMatchObject([
      { row: { a: '1', b: '2' } },
      { type: 'problem', message: 'a quote is not closed in this row' },
    ])
  expect(await rows('a,b\n"1,2')).toMatchObject([{ type: 'problem', incomplete: true }])
})

test('a row over the limit is refused', async () => {
  const reading = rows(`a,b\n1,"${'x'.repeat(100)}\n2,y\n`, { ...DEFAULT_LIMITS, maxElementBytes: 50 })
  await expect(reading).rejects.toMatchObject({ code: 'too_large' })
})

test('a prototype column is a column like any other', async () => {
  const [row] = await rows('__proto__,a\nx,y\n')
  expect(Object.keys((row as { row: object }).row)).toEqual(['__proto__', 'a'])
})

test('an empty file is refused', async () => {
  await expect(rows('\n')).rejects.toBeInstanceOf(UnreadableReport)
})

test('a delimiter at the end of the rows is no cell too many', async () => {
  expect(await rows('a,b\n1,2,\n3,4,5\n')).toMatchObject([
    { type: 'row', row: { a: '1', b: '2' } },
    { type: 'row', row: { a: '3', b: '4' } },
    { type: 'problem', where: 'line 3' },
  ])
})

test('a table without a header row', async () => {
  const rows = await Array.fromAsync(
    eachRow(inputOf('R1,a.c\nR2,b.c\n'), { limits: DEFAULT_LIMITS }, ['rule', 'file']),
  )
  expect(rows).toMatchObject([
    { where: 'line 1', row: { rule: 'R1', file: 'a.c' } },
    { where: 'line 2', row: { rule: 'R2', file: 'b.c' } },
  ])
})
