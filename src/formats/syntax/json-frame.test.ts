import { expect, test } from 'vitest'
import { z } from 'zod'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { jsonFrame } from './json-frame.ts'

const context = { limits: DEFAULT_LIMITS }
const frame = {
  name: 'Example JSON',
  omit: ['/results/*'],
  schema: z.object({ results: z.array(z.unknown()), version: z.string().optional() }),
}

test('gives the fields around the omitted arrays', async () => {
  const input = inputOf('{"results":[{"id":1},{"id":2}],"version":"3"}')
  expect(await jsonFrame(input, context, frame)).toEqual({ results: [], version: '3' })
})

test.each(['{}', '[]', '{"results":{}}', '{"version":"3"'])('refuses %s', async (text) => {
  const error = await jsonFrame(inputOf(text), context, frame).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UnreadableReport)
  expect((error as Error).message).toContain('Example JSON')
})
