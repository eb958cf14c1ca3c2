import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { KINDS } from '../model/kind.ts'
import type { Format, Input, Item } from './contract.ts'
import { detectFormat } from './detect.ts'
import { inputOf } from './input.ts'
import { inputFor } from './input-for.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { readReport } from './read.ts'
import { formats } from './registry.ts'
import { flawsOf } from './test-item-schema.ts'
import { uploadOf } from './unpack/upload.ts'
import { UnreadableReport } from './unreadable.ts'

// What every format owes, whoever wrote it. A new unit is held to this by its line in the registry alone.

const here = new URL('.', import.meta.url)
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .filter((name) => readdirSync(new URL(name, here)).includes('index.ts'))

test('the registry lists every folder, in alphabetical order', () => {
  expect(formats.map(({ id }) => id)).toEqual(folders.toSorted())
})

const collect = async (format: Format, input: Input): Promise<Item[]> => {
  const items: Item[] = []
  const json = await inputFor(format, input, DEFAULT_LIMITS, [])
  for await (const item of format.read(json, { limits: DEFAULT_LIMITS })) items.push(item)
  return items
}

/** A fixture with what its reader gives of it, read once for all that is asked of it. */
interface Fixture {
  name: string
  bytes: Buffer
  items(): Promise<Item[]>
}

function fixturesOf(format: Format): Fixture[] {
  const folder = new URL(`${format.id}/fixtures/`, here)
  return readdirSync(folder).map((name) => {
    const bytes = readFileSync(new URL(name, folder))
    let items: Promise<Item[]> | undefined
    return {
      name,
      bytes,
      items: () => {
        items ??= collect(format, inputOf(bytes))
        return items
      },
    }
  })
}

/** What a unit does with a document, which must be one of these two. */
const outcome = async (format: Format, content: string | Uint8Array): Promise<Item[] | UnreadableReport> => {
  try {
    return await collect(format, inputOf(content))
  } catch (error) {
    if (error instanceof UnreadableReport) return error
    throw error
  }
}

const inPieces = (bytes: Buffer, size: number): Input => ({
  async *open() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})

/** Quicker than an expectation, which is there to show the difference. */
function expectSame(found: Item[], whole: Item[]): void {
  if (!isDeepStrictEqual(found, whole)) expect(found).toStrictEqual(whole)
}

/** Names of fixtures that hold no finding, or nothing that can be told from other tools' reports of nothing. */
const isBare = (name: string) => /^(?:empty|invalid)/.test(name)

describe.each(formats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const fixtures = fixturesOf(format)

  test('says what it is', () => {
    expect(id).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/)
    expect(format.name).not.toBe('')
    expect(format.link).toMatch(/^https:\/\/|^docs\//)
    expect(format.extensions.every((extension) => extension.startsWith('.'))).toBe(true)
    expect(format.kinds.every((kind) => KINDS.includes(kind))).toBe(true)
    expect(new Set(format.kinds).size).toBe(format.kinds.length)
    expect(format.howTo).not.toBe('')
  })

  test('has fixtures of one and of many', () => {
    const names = fixtures.map(({ name }) => name.split('.')[0])
    expect(names).toContain('one')
    expect(names).toContain('many')
  })

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s is known for what it is',
    async (name, { bytes }) => {
      const detection = await detectFormat(inputOf(bytes), DEFAULT_LIMITS)
      if (!isBare(name) || detection.format) expect(detection.format?.id).toBe(id)
      expect(detection.ranking.every(({ score }) => score <= 1)).toBe(true)
    },
  )

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s gives items that are right',
    async (name, fixture) => {
      const items = await fixture.items()
      const flaws = items.flatMap((item) =>
        flawsOf(item).map((flaw) => `${JSON.stringify(item).slice(0, 200)}: ${flaw}`),
      )
      expect(flaws).toEqual([])
      const first = items.findIndex(({ type }) => type === 'header')
      const observed = items.findIndex(({ type }) => type === 'observation')
      expect(
        first >= 0 && (observed < 0 || first < observed),
        'a header comes before the first observation',
      ).toBe(true)
      const kinds = new Set(items.flatMap((item) => (item.type === 'observation' ? item.kind : [])))
      expect([...kinds].filter((kind) => !(format.kinds as string[]).includes(kind))).toEqual([])
      if (!isBare(name))
        expect(items.some(({ type }) => ['observation', 'component', 'node'].includes(type))).toBe(true)
    },
  )

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s reads the same however it arrives',
    async (_, { bytes, items }) => {
      const whole = await items()
      for (const size of [1, 997])
        if (size < bytes.length) expectSame(await collect(format, inPieces(bytes, size)), whole)
    },
  )

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s cut off is told or refused',
    async (_, { bytes }) => {
      for (const share of [0.05, 0.3, 0.5, 0.7, 0.9, 0.98]) {
        const found = await outcome(format, bytes.subarray(0, Math.floor(bytes.length * share)))
        if (!Array.isArray(found)) continue
        expect(found.flatMap(flawsOf)).toEqual([])
      }
    },
  )

  test.each([
    '',
    ' ',
    '[]',
    '{}',
    '[{}]',
    '[[]]',
    '"text"',
    'null',
    '0',
    '{',
    '<a/>',
    '<',
    'a,b\n',
    'hello\n',
  ])('reads no finding out of %j', async (content) => {
    const found = await outcome(format, content)
    if (Array.isArray(found)) expect(found.filter(({ type }) => type === 'observation')).toEqual([])
  })

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s keeps no secret in clear',
    async (_, { bytes, items }) => {
      const secrets = (await items()).flatMap((item) =>
        item.type === 'observation' && item.secret !== undefined && item.secret.length > 8 ? item.secret : [],
      )
      const options = { limits: DEFAULT_LIMITS, format: id, hashSecret: () => 'hash' }
      for await (const item of readReport(uploadOf(bytes), options)) {
        expect(item).not.toHaveProperty('secret')
        if (item.type !== 'observation' || secrets.length === 0) continue
        const text = JSON.stringify(item)
        for (const secret of secrets) if (!/[*•]{4}/.test(secret)) expect(text).not.toContain(secret)
      }
    },
  )
})
