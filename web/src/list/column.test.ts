import { describe, expect, it } from 'vitest'
import { type Column, columnsThatFit, gridTemplate } from './column.ts'

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
  expect(gridTemplate(columns)).toBe('4.25rem minmax(8rem, 1fr) minmax(8rem, 2fr) 4.25rem')
})
