import { describe, expect, it } from 'vitest'
import { type Column, chosenColumns, columnsThatFit, gridTemplate, leastWidth } from './column.ts'

const column = (id: string, width: Column<null>['width'], priority: number): Column<null> => ({
  id,
  header: id,
  width,
  priority,
  cell: () => null,
})
const columns = [
  column('score', 'number', 1),
  column('where', 'text', 3),
  column('title', 'title', 1),
  column('age', 'number', 2),
]
const shown = (width: number) => columnsThatFit(columns, width).map(({ id }) => id)

describe('columnsThatFit', () => {
  it('lets the least important go first and keeps the order', () => {
    expect(shown(60)).toEqual(['score', 'where', 'title', 'age'])
    expect(shown(30)).toEqual(['score', 'title', 'age'])
  })

  it('never lets the most important go', () => {
    expect(shown(5)).toEqual(['score', 'title'])
  })
})

it('gives what is left to the columns that grow', () => {
  expect(gridTemplate(columns)).toBe('4.25rem minmax(8rem, 1fr) minmax(14rem, 2fr) 4.25rem')
})

it('keeps what was chosen and what is always there, whatever the room', () => {
  const [first] = columns
  const always = columns.map((column) => (column.id === first?.id ? { ...column, always: true } : column))
  const last = columns.at(-1)?.id ?? ''
  const chosen = chosenColumns(always, [last])
  expect(chosen.map(({ id }) => id)).toEqual([first?.id, last])
  expect(columnsThatFit(chosen, 0)).toHaveLength(2)
  expect(leastWidth(columns)).toBe(4.25 + 8 + 14 + 4.25)
})
