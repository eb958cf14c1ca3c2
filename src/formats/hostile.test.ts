import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Format } from './contract.ts'
import { inputOf } from './input.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readReport } from './read.ts'
import { formats } from './registry.ts'
import { mutationsOf } from './test-mutations.ts'
import { detects, survives } from './test-survives.ts'
import { uploadOf } from './unpack/upload.ts'
import { UnreadableReport } from './unreadable.ts'

// Reports come from outside. Whatever is in one, a reader yields right items, counts problems, or refuses with UnreadableReport.

const here = new URL('.', import.meta.url)
const fixturesOf = ({ id }: Format): [string, Buffer][] => {
  const folder = new URL(`${id}/fixtures/`, here)
  return readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])
}

const all = formats.map((format) => [format.id, format] as const)

/** Of each fixture; `npm run fuzz -- --minutes N` goes on for as long as one likes. */
const RUNS = 25

/** Whether it is JSON in one piece or XML. */
function tellsItsEnd(text: string): boolean {
  if (text.startsWith('<')) return !/^<(?:!doctype\s+)?html/i.test(text) && text.endsWith('>')
  return /^\{.*\}$|^\[.*\]$/s.test(text) && isJson(text)
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null
  } catch {
    return false
  }
}

/** What a person is told of a document: all problems because of which something is missing, or why it is refused. */
async function lossOf(bytes: Buffer): Promise<string> {
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  const told: string[] = []
  try {
    for await (const item of readReport(uploadOf(bytes), options))
      if (item.type === 'problem' && item.incomplete) told.push(item.message)
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    told.push(error.message)
  }
  return told.join('; ')
}

describe.each(all)('%s', (_, format) => {
  test.each(fixturesOf(format))('mutations of %s', { timeout: 60_000 + RUNS * 100 }, async (_name, bytes) => {
    const mutations = mutationsOf(bytes)
    await fc.assert(
      fc.asyncProperty(mutations, async (mutated) => {
        await survives(format, inputOf(mutated.bytes))
        await detects(inputOf(mutated.bytes))
      }),
      { numRuns: RUNS, seed: 20_250_506 },
    )
  })

  test('what breaks off is told: counted, or refused with the place', async () => {
    for (const [name, whole] of fixturesOf(format)) {
      const bytes = Buffer.from(whole.toString('utf8').trim())
      if (!tellsItsEnd(bytes.toString('utf8'))) continue
      for (const share of [0.05, 0.2, 0.6, 0.95]) {
        const cut = bytes.subarray(0, Math.max(1, Math.floor(bytes.length * share)))
        expect(await lossOf(cut), `${name} at ${share * 100} %`).toMatch(/breaks off|ends in the middle/)
      }
    }
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
