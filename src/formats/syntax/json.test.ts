import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Input } from '../contract.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { UnreadableReport } from '../unreadable.ts'
import { eachElement, wholeJson } from './json.ts'

const context = { limits: DEFAULT_LIMITS }

/** The document in pieces of `size` bytes, which cut through characters, escapes and numbers. */
const inPieces = (text: string, size: number): Input => ({
  async *open() {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})

const elements = (input: Input, ...patterns: string[]) =>
  Array.fromAsync(eachElement(input, context, patterns))

/** The same by walking the parsed document. */
function expected(value: unknown, pattern: string): [string, unknown][] {
  const walk = (at: unknown, segments: string[], where: string): [string, unknown][] => {
    const [segment, ...rest] = segments
    if (segment === undefined) return [[where, at]]
    if (typeof at !== 'object' || at === null) return []
    return Object.entries(at)
      .filter(([key]) => segment === '*' || segment === key)
      .flatMap(([key, child]) =>
        walk(child, rest, `${where}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      )
  }
  return walk(value, pattern.split('/').slice(1), '')
}

const anyDocument = fc
  .oneof(
    fc.array(fc.jsonValue({ maxDepth: 4 })),
    fc.dictionary(fc.constantFrom('a', 'b', 'a/b', '~', 'ü"\\', ''), fc.jsonValue({ maxDepth: 4 })),
  )
  .chain((value) => fc.record({ value: fc.constant(value), space: fc.constantFrom(undefined, 1, '\t') }))
const anyPattern = fc
  .array(fc.constantFrom('*', '*', '*', 'a', 'b', '0', '1'), { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join('/')}`)

describe('eachElement', () => {
  test('finds what walking the parsed document finds, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDocument,
        anyPattern,
        fc.integer({ min: 1, max: 40 }),
        async (document, pattern, size) => {
          const text = JSON.stringify(document.value, null, document.space)
          const found = await elements(inPieces(text, size), pattern)
          const plain = found.map((item) => (item.type === 'element' ? [item.where, item.value] : item))
          expect(plain).toEqual(expected(JSON.parse(text), pattern))
          for (const item of found)
            if (item.type === 'element') expect(JSON.parse(item.text)).toEqual(item.value)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('tells which pattern matched, and where the element is held', async () => {
    const text = '{"runs":[{"results":[1],"logs":[2]}]}'
    expect(await elements(inputOf(text), '/runs/*/results/*', '/runs/*/logs/*')).toEqual([
      {
        type: 'element',
        pattern: '/runs/*/results/*',
        where: '/runs/0/results/0',
        holder: '/runs/0/results/',
        value: 1,
        text: '1',
      },
      {
        type: 'element',
        pattern: '/runs/*/logs/*',
        where: '/runs/0/logs/0',
        holder: '/runs/0/logs/',
        value: 2,
        text: '2',
      },
    ])
  })

  test('keeps the exact source text', async () => {
    const [element] = await elements(inputOf('[ {"a" :\t1.50, "b":"\\u00e9"}  ]'), '/*')
    expect(element).toMatchObject({ text: '{"a" :\t1.50, "b":"\\u00e9"}', value: { a: 1.5, b: 'é' } })
  })

  test('leaves out an element that is not JSON and reads the next', async () => {
    const found = await elements(inputOf('{"r":[{"a":1},{"a":},{"b":2}]}'), '/r/*')
    expect(
      found.map((item) => (item.type === 'element' ? item.value : [item.where, item.incomplete])),
    ).toEqual([{ a: 1 }, ['/r/1', true], { b: 2 }])
  })

  test.each([
    ['{"r":[{"a":1},{"a"', '/r/1'],
    ['{"r":[{"a":1},', '/r/1'],
    ['{"r":[{"a":1}]', '/'],
    ['{"r":[{"a":1}],"x', '/r'],
    ['{"r":[{"a":1} {"a":2}]}', '/r/1'],
  ])('tells where %s breaks off', async (text, where) => {
    const found = await elements(inputOf(text), '/r/*')
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({ value: { a: 1 } })
    expect(found[1]).toMatchObject({ type: 'problem', incomplete: true })
    expect(found[1]?.where.startsWith(where)).toBe(true)
  })

  const cutIn = (text: string, size: number) =>
    Array.fromAsync(eachElement(inPieces(text, size), context, ['/r/*'], { inner: ['/r/*/found/list/*'] }))

  test('gives an element that the end cuts with what of it is whole', async () => {
    for (const size of [1, 7, 1000]) {
      const found = await cutIn(
        '{"r":[{"a":1},{"b":"é","c":[{}],"found":{"n":1,"list":[{"x":1},[2],{"y":',
        size,
      )
      expect(found).toMatchObject([
        { where: '/r/0', value: { a: 1 } },
        {
          where: '/r/1',
          holder: '/r/',
          value: { b: 'é', c: [{}], found: { n: 1, list: [{ x: 1 }, [2]] } },
          text: '{"b":"é","c":[{}],"found":{"n":1,"list":[{"x":1},[2]]}}',
        },
        { type: 'problem', where: '/r/1', incomplete: true },
      ])
    }
  })

  test.each([
    ['in which nothing stands for itself', '{"r":[{"a":1},{"found":{"list":[{"x":1'],
    ['whose part is a scalar that may go on', '{"r":[{"a":1},{"found":{"list":[12'],
    ['that is cut before its parts', '{"r":[{"a":1},{"found":{"li'],
    ['that is no JSON before its parts', '{"r":[{"a":1},{"b":!,"found":{"list":[{"x":1},'],
  ])('leaves out an element %s', async (_, text) => {
    const found = await cutIn(text, 1000)
    expect(found[0]).toMatchObject({ value: { a: 1 } })
    expect(found.slice(1).every((item) => item.type === 'problem' && item.incomplete)).toBe(true)
  })

  test('keeps what follows the parts of an element that is cut', async () => {
    const found = await cutIn('{"r":[{"found":{"list":[{"x":1}]},"name":"n","size":1', 1000)
    expect(found[0]).toMatchObject({ value: { found: { list: [{ x: 1 }] }, name: 'n' } })
  })

  test('lets a comma too many pass', async () => {
    expect(await elements(inputOf('{"r":[1,2,],}'), '/r/*')).toHaveLength(2)
  })

  test('text behind the document is a problem, and a second document a loss', async () => {
    expect(await elements(inputOf('{"r":[]} Done.'), '/r/*')).toMatchObject([{ type: 'problem', where: '' }])
    expect(await elements(inputOf('{"r":[]} {"r":[1]}'), '/r/*')).toMatchObject([{ incomplete: true }])
  })

  test('leaves out elements over the limits', async () => {
    const limits = { ...DEFAULT_LIMITS, maxElementBytes: 20, maxDepth: 4 }
    const text = '[{"a":"0123456789012345"},[[[[1]]]],{"b":2}]'
    for (const size of [3, 1000]) {
      const found = await Array.fromAsync(eachElement(inPieces(text, size), { limits }, ['/*']))
      expect(found).toMatchObject([
        { type: 'problem', where: '/0' },
        { type: 'problem', where: '/1' },
        { value: { b: 2 } },
      ])
    }
  })

  test('a prototype key is a key like any other', async () => {
    const [element] = await elements(inputOf('[{"__proto__":{"polluted":true},"constructor":1}]'), '/*')
    expect(Object.keys((element as { value: object }).value)).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each(['', '   \n', 'hello', '<xml/>', '"text"', '17'])('refuses %j', async (text) => {
    await expect(elements(inputOf(text), '/*')).rejects.toBeInstanceOf(UnreadableReport)
  })
})

describe('wholeJson', () => {
  test('is the document without what is left out, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.integer({ min: 1, max: 40 }), async (document, size) => {
        const text = JSON.stringify(
          { before: document.value, list: [document.value, 1], after: document.value },
          null,
          document.space,
        )
        const { value, problems } = await wholeJson(inPieces(text, size), context, ['/list/*', '/before'])
        expect(problems).toEqual([])
        expect(value).toEqual({ list: [], after: JSON.parse(JSON.stringify(document.value)) })
      }),
      { numRuns: 200 },
    )
  })

  test('without patterns it is the document', async () => {
    const text = '{"a":[1,{"b":null}],"c":"ü"}'
    expect((await wholeJson(inPieces(text, 2), context)).value).toEqual(JSON.parse(text))
  })

  test('uses what was whole before the document breaks off', async () => {
    const { value, problems } = await wholeJson(
      inputOf('{"tool":{"name":"T"},"results":[{"a":1},{"a"'),
      context,
      ['/results/*'],
    )
    expect(value).toEqual({ tool: { name: 'T' }, results: [] })
    expect(problems).toMatchObject([{ type: 'problem', incomplete: true }])
  })

  test('refuses to keep more than one element may have', async () => {
    const limits = { ...DEFAULT_LIMITS, maxElementBytes: 50 }
    const text = JSON.stringify({ a: 'x'.repeat(30), b: 'x'.repeat(30) })
    await expect(wholeJson(inputOf(text), { limits })).rejects.toMatchObject({ code: 'too_large' })
  })
})
