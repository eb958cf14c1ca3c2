import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Format } from '../contract.ts'
import { detectFormat } from '../detect.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { flawsOf } from '../test-item-schema.ts'
import { mutationsOf } from '../test-mutations.ts'
import { UnreadableReport } from '../unreadable.ts'
import { BadMapping } from './bad-mapping.ts'
import { draftOf } from './draft/draft.ts'
import { checkMapping, readMapping } from './mapping-file.ts'
import { examples, exampleText, NAMES } from './test-examples.ts'

// Reports and mappings both come from outside. Whatever is in one, it is read, told or refused.

const RUNS = Number(process.env.STANCE_FUZZ_RUNS ?? 40)
const options = { numRuns: RUNS, ...(RUNS === 40 && { seed: 20_261_116 }) }

async function survives(format: Format, content: string | Uint8Array): Promise<void> {
  const flaws: string[] = []
  try {
    for await (const item of format.read(inputOf(content), { limits: DEFAULT_LIMITS }))
      flaws.push(...flawsOf(item))
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    expect(error.message).toMatch(/^[A-Z"][^\n]*[.]$/)
  }
  expect(flaws).toEqual([])
}

describe.each(examples)('$name', ({ format, reports }) => {
  test.each(reports)('mutations of %s', { timeout: 60_000 + RUNS * 100 }, async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(mutationsOf(bytes), async (mutated) => {
        await survives(format, mutated.bytes)
        await detectFormat(inputOf(mutated.bytes), DEFAULT_LIMITS, async () => [format])
      }),
      options,
    )
  })

  test('depth 100,000', async () => {
    for (const text of ['[', '{"a":', '{"alerts":[', '<a>', '<review>'])
      await survives(format, text.repeat(100_000))
  })
})

test.each(NAMES)('mutations of the mapping %s are read or refused with what to do', async (name) => {
  await fc.assert(
    fc.asyncProperty(mutationsOf(Buffer.from(exampleText(name))), async ({ bytes }) => {
      try {
        const mapping = readMapping(Buffer.from(bytes).toString('utf8'))
        expect(checkMapping(mapping)).toEqual(mapping)
      } catch (error) {
        if (!(error instanceof BadMapping)) throw error
        expect(error.flaws.length).toBeGreaterThan(0)
      }
    }),
    options,
  )
})

test.each(examples)('mutations of the reports of $name are drafted or refused', async ({ reports }) => {
  for (const [, bytes] of reports)
    await fc.assert(
      fc.asyncProperty(mutationsOf(bytes), async (mutated) => {
        try {
          const text = Buffer.from(mutated.bytes).toString('utf8')
          const { mapping, places } = await draftOf(text, DEFAULT_LIMITS)
          checkMapping(mapping)
          const last = places.at(-1)
          if (last) await draftOf(text, DEFAULT_LIMITS, last)
        } catch (error) {
          if (!(error instanceof UnreadableReport)) throw error
        }
      }),
      options,
    )
})
