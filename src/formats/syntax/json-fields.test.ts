import { expect, test } from 'vitest'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { jsonFields } from './json-fields.ts'

const context = { limits: DEFAULT_LIMITS }

test('finds fields wherever they stand, the first where there are several', async () => {
  const input = inputOf('{"results":[{"id":1}],"runs":[{"tool":"a"},{"tool":"b"}],"summary":{"version":"3"}}')
  expect(await jsonFields(input, context, ['/summary/version', '/runs/*/tool', '/absent'])).toEqual({
    '/summary/version': '3',
    '/runs/*/tool': 'a',
  })
})

test('stops when all are found', async () => {
  let pieces = 0
  const input = {
    async *open() {
      for (const piece of ['{"version":"1",', '"results":[]', '}']) {
        pieces++
        yield Buffer.from(piece)
      }
    },
  }
  expect(await jsonFields(input, context, ['/version'])).toEqual({ '/version': '1' })
  expect(pieces).toBe(1)
})
