import { expect, test } from 'vitest'
import { z } from 'zod'
import { fits, readBy } from './read-schema.ts'

const schema = z.object({ id: z.string().min(1), count: z.number().default(1) })

test('what fits is read, what does not is undefined', () => {
  expect(readBy(schema, { id: 'a', more: 2 })).toEqual({ id: 'a', count: 1 })
  expect(readBy(schema, { id: 1 })).toBeUndefined()
})

test.each([
  [{ id: 'a' }, true],
  [{ id: '' }, false],
  [{ id: 'a', count: 'b' }, false],
  [[], false],
  [undefined, false],
])('whether %j fits', (value, fit) => {
  expect(fits(schema, value)).toBe(fit)
})
