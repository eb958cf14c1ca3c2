import { expect, it } from 'vitest'
import { dueWords } from './due.tsx'

const now = Date.parse('2026-08-16T12:00:00.000Z')

it('says how long there is, and how late it is', () => {
  expect(dueWords('2026-08-20T12:00:00.000Z', 'due_soon', now)).toBe('in 4 d')
  expect(dueWords('2026-08-14T12:00:00.000Z', 'overdue', now)).toBe('2 d late')
})
