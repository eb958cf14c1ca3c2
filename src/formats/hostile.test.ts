import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Format, Input } from './contract.ts'
import { inputOf } from './input.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { formats } from './registry.ts'
import { mutationsOf } from './test-mutations.ts'
import { detects, survives } from './test-survives.ts'

// Reports come from outside. Whatever is in one, a reader yields right items, counts problems, or refuses with UnreadableReport.

const here = new URL('.', import.meta.url)
const fixturesOf = ({ id }: Format): [string, Buffer][] => {
  const folder = new URL(`${id}/fixtures/`, here)
  return readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])
}

const all = formats.map((format) => [format.id, format] as const)

/** A tenth of a second or so for each format; `npm run fuzz -- --minutes N` goes on for longer. */
const RUNS = Number(process.env.STANCE_FUZZ_RUNS ?? 60)

describe.each(all)('%s', (_, format) => {
  test.each(fixturesOf(format))('mutations of %s', { timeout: 60_000 + RUNS * 100 }, async (_name, bytes) => {
    const mutations = mutationsOf(bytes)
    await fc.assert(
      fc.asyncProperty(mutations, async (mutated) => {
        await survives(format, inputOf(mutated.bytes))
        await detects(inputOf(mutated.bytes))
      }),
      { numRuns: RUNS, ...(RUNS === 60 && { seed: 20_250_506 }) },
    )
  })

  test('depth 100,000, as JSON and as XML', async () => {
    for (const text of [
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      '<a>'.repeat(100_000),
      '<a b="'.repeat(100_000),
    ])
      await survives(format, inputOf(text))
  })

  test('depth in the middle of a fixture', async () => {
    for (const [, bytes] of fixturesOf(format)) {
      const text = bytes.toString('utf8')
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
      const at = [...text.matchAll(/:\s*("[^"]*"|\d+)/g)].at(2)
      if (at)
        await survives(
          format,
          inputOf(`${text.slice(0, at.index)}:${deep}${text.slice(at.index + at[0].length)}`),
        )
    }
  })

  test('XML that defines entities is refused', async () => {
    const declared = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "&b;&b;">]>'
    for (const [name, bytes] of fixturesOf(format)) {
      const text = bytes.toString('utf8')
      if (!text.trimStart().startsWith('<')) continue
      const at = text.indexOf('<', text.startsWith('<?') ? 2 : 0)
      const hostile = text.slice(0, at) + declared + text.slice(at)
      const reading = Array.fromAsync(format.read(inputOf(hostile), { limits: DEFAULT_LIMITS }))
      await expect(reading, name).rejects.toMatchObject({ code: 'entities' })
    }
  })
})

describe('large and endless', () => {
  test.each(all)(
    '%s: a string of 100 MB is left out or refused within bounds',
    { timeout: 60_000 },
    async (_, format) => {
      const limits = { ...DEFAULT_LIMITS, maxElementBytes: 8 * 1024 * 1024 }
      for (const [, bytes] of fixturesOf(format).slice(0, 1)) {
        const text = bytes.toString('utf8')
        const at = [...text.matchAll(/:\s*"|>(?=[^<\s])|,(?=\w)/g)].at(1)
        if (!at) continue
        const split = at.index + at[0].length
        const before = process.memoryUsage().rss
        await survives(format, withFlood(text.slice(0, split), text.slice(split)), limits)
        expect(process.memoryUsage().rss - before).toBeLessThan(500 * 1024 * 1024)
      }
    },
  )
})

/** `head`, 100 MB of x, `tail`. */
const withFlood = (head: string, tail: string): Input => ({
  async *open() {
    const flood = Buffer.alloc(1024 * 1024, 'x')
    yield Buffer.from(head)
    for (let megabyte = 0; megabyte < 100; megabyte++) yield flood
    yield Buffer.from(tail)
  },
})
