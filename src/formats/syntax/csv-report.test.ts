import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { cell, eachRowOf, hasColumns } from './csv-report.ts'

const rowsOf = async (text: string) =>
  Array.fromAsync(
    eachRowOf(inputOf(text), { limits: DEFAULT_LIMITS }, { name: 'Shop CSV', columns: ['Rule', 'File'] }),
  )

test('the rows of a table with the columns', async () => {
  expect(await rowsOf('Rule,File,Line\nR1,a.c,3\n')).toMatchObject([
    { type: 'row', where: 'line 2', row: { Rule: 'R1', File: 'a.c', Line: '3' } },
  ])
  expect(await rowsOf('Rule,File\n')).toEqual([])
})

test.each(['Rule,Path\nR1,a.c\n', 'Rule,Path', 'hello', '{}'])('refuses %j', async (text) => {
  await expect(rowsOf(text)).rejects.toMatchObject({ code: 'broken' })
})

test('an empty file is told to be empty', async () => {
  await expect(rowsOf('')).rejects.toMatchObject({ code: 'empty' })
})

test('columns and cells', () => {
  expect(hasColumns(['a', 'b'], ['b'])).toBe(true)
  expect(hasColumns(undefined, ['b'])).toBe(false)
  expect(cell({ a: ' x ', b: ' ' }, 'a')).toBe('x')
  expect(cell({ a: ' x ', b: ' ' }, 'b')).toBeUndefined()
  expect(cell({}, 'c')).toBeUndefined()
})
