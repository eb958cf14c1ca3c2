import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventWords, exceptionOf } from './event-words.ts'

const event = (type: string, data: Record<string, unknown> = {}) => ({
  id: 'e',
  at: '2026-01-01T00:00:00.000Z',
  type,
  actor: null,
  reportId: null,
  data,
})

/** Types that the server writes, as its sources spell them out: `appendEvents(tx, { asset, type: 'split', … }` and beside it. */
function typesWritten(): string[] {
  const root = join(import.meta.dirname, '../../../src')
  return [
    ...new Set(
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => readFileSync(join(root, file), 'utf8'))
        .filter((text) => text.includes('appendEvents('))
        .flatMap((text) =>
          [...text.matchAll(/\{ asset, type: '([a-z-]+)'/g)].map((match) => match[1] as string),
        ),
    ),
  ]
}

test('every type of event that the server writes has words', () => {
  const types = [...typesWritten(), 'sla-paused', 'sla-resumed', 'decided', 'opened', 'fixed', 'reopened']
  expect(types.length).toBeGreaterThan(8)
  for (const type of types) expect(eventWords(event(type)), type).not.toBe(type)
})

test('a hand-over tells its note, and what an exception did leads to it', () => {
  expect(eventWords(event('assigned', { to: 'Edge', note: 'Moved' }))).toBe('Assigned to Edge: Moved')
  expect(exceptionOf(event('exception-requested', { exception: 'x1' }))).toBe('x1')
  expect(exceptionOf(event('noted'))).toBeNull()
})
