import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { eachLine } from './lines.ts'

const inPieces = (text: string, size: number) => ({
  async *open() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})

test.each([1, 2, 5, 100])('lines in pieces of %i bytes', async (size) => {
  const lines = await Array.fromAsync(
    eachLine(inPieces('one\r\ntwö\n\nfour', size), { limits: DEFAULT_LIMITS }),
  )
  expect(lines).toEqual([
    { type: 'line', where: 'line 1', text: 'one' },
    { type: 'line', where: 'line 2', text: 'twö' },
    { type: 'line', where: 'line 3', text: '' },
    { type: 'line', where: 'line 4', text: 'four' },
  ])
})

test('a line over the limit is left out', async () => {
  const limits = { ...DEFAULT_LIMITS, maxElementBytes: 5 }
  const lines = await Array.fromAsync(eachLine(inPieces('123456789\nok\n', 4), { limits }))
  expect(lines).toMatchObject([
    { type: 'problem', where: 'line 1' },
    { text: 'ok', where: 'line 2' },
  ])
})
