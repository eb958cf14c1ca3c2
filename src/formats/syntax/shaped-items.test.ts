import { expect, test } from 'vitest'
import { z } from 'zod'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { problem } from '../problem.ts'
import { eachElement } from './json.ts'
import { shapedItems } from './shaped-items.ts'

test('an item or a problem for each element', async () => {
  const elements = eachElement(inputOf('[{"id":"a"},{"id":1},{'), { limits: DEFAULT_LIMITS }, ['/*'])
  const items = shapedItems(elements, z.object({ id: z.string() }), ({ id }, { where }) => problem(where, id))
  expect(await Array.fromAsync(items)).toMatchObject([
    { where: '/0', message: 'a' },
    { where: '/1', incomplete: true },
    { type: 'problem', incomplete: true },
  ])
})
