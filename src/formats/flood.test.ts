import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Format, Input } from './contract.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { formats } from './registry.ts'
import { survives } from './test-survives.ts'

// A text of 100 MB in the middle of a report is left out or refused, and never held.

const here = new URL('.', import.meta.url)
const firstFixture = ({ id }: Format): string => {
  const folder = new URL(`${id}/fixtures/`, here)
  return readFileSync(new URL(readdirSync(folder)[0] ?? '', folder), 'utf8')
}

test.each(formats.map((format) => [format.id, format] as const))(
  '%s: a string of 100 MB',
  { timeout: 60_000 },
  async (_, format) => {
    const limits = { ...DEFAULT_LIMITS, maxElementBytes: 8 * 1024 * 1024 }
    const text = firstFixture(format)
    const at = [...text.matchAll(/:\s*"|>(?=[^<\s])|,(?=\w)/g)].at(1)
    if (!at) return
    const split = at.index + at[0].length
    const before = process.memoryUsage().rss
    await survives(format, withFlood(text.slice(0, split), text.slice(split)), limits)
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024)
  },
)

/** `head`, 100 MB of x, `tail`. */
const withFlood = (head: string, tail: string): Input => ({
  async *open() {
    const flood = Buffer.alloc(1024 * 1024, 'x')
    yield Buffer.from(head)
    for (let megabyte = 0; megabyte < 100; megabyte++) yield flood
    yield Buffer.from(tail)
  },
})
