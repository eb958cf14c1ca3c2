import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Leftover } from './leftover.ts'
import { pairMoved } from './pair-moved.ts'

const left = (id: string, over: Partial<Leftover> = {}): Leftover => ({
  id,
  rule: 'sqli',
  path: 'src/orders.ts',
  line: 10,
  snippetKey: `key-${over.snippet ?? id}`,
  snippet: over.snippet ?? `query("select ${id}")`,
  end: over.line ?? 10,
  column: 0,
  shape: '',
  proven: false,
  ...over,
})

describe('pairMoved', () => {
  it('follows a snippet into a renamed file', () => {
    const gone = [
      left('g1', { snippet: 'db.query("select " + a)' }),
      left('g2', { snippet: 'db.query("delete " + b)', line: 20 }),
    ]
    const fresh = gone.map((g, i) => ({ ...g, id: `f${i + 1}`, path: 'src/purchases.ts' }))
    expect(pairMoved(gone, fresh)).toEqual([
      { gone: 'g1', fresh: 'f1', how: 'moved' },
      { gone: 'g2', fresh: 'f2', how: 'moved' },
    ])
  })

  it('sends twins to the file that the rest of their file went to', () => {
    const twin = { snippet: 'return md5(password)', snippetKey: 'twin' }
    const gone = [
      left('a-only', { path: 'a.ts' }),
      left('a-twin', { path: 'a.ts', ...twin }),
      left('b-twin', { path: 'b.ts', ...twin }),
    ]
    const fresh = [
      left('x-twin', { path: 'b2.ts', ...twin }),
      left('y-only', { path: 'a2.ts', snippet: gone[0]?.snippet, snippetKey: gone[0]?.snippetKey }),
      left('y-twin', { path: 'a2.ts', ...twin }),
    ]
    const to = Object.fromEntries(pairMoved(gone, fresh).map((p) => [p.gone, p.fresh]))
    expect(to).toEqual({ 'a-only': 'y-only', 'a-twin': 'y-twin', 'b-twin': 'x-twin' })
  })

  it('keeps history when the code is edited in place, and not when it is other code', () => {
    const gone = [left('g', { snippet: 'db.query("select*fromordersWHEREid="+id)' })]
    const edited = [left('f', { snippet: 'db.query("select*fromordersWHEREid="+req.id)', line: 31 })]
    const other = [left('f', { snippet: 'pool.run(buildReport(month,year))', line: 11 })]
    expect(pairMoved(gone, edited)).toEqual([{ gone: 'g', fresh: 'f', how: 'edited' }])
    expect(pairMoved(gone, other)).toEqual([])
  })

  it('does not carry a short snippet into an unrelated file', () => {
    const short = { snippet: 'eval(x)', snippetKey: 'short' }
    expect(
      pairMoved([left('g', { path: 'a.ts', ...short })], [left('f', { path: 'lib/z.ts', ...short })]),
    ).toEqual([])
  })

  it('never pairs different rules', () => {
    expect(
      pairMoved([left('g')], [left('f', { rule: 'xss', snippet: 'query("select g")', snippetKey: null })]),
    ).toEqual([])
  })

  it('uses every id at most once, whatever comes in', () => {
    const item = fc.record({
      rule: fc.constantFrom('r1', 'r2'),
      path: fc.constantFrom('a.ts', 'b.ts', 'c/a.ts'),
      line: fc.integer({ min: 1, max: 50 }),
      snippetKey: fc.option(fc.constantFrom('k1', 'k2', 'k3')),
      snippet: fc.constantFrom('', 'eval(x)', 'db.query("select"+id)', 'db.query("select"+name)'),
    })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), fc.array(item, { maxLength: 12 }), (gs, fs) => {
        const gone = gs.map((g, i) => left(`g${i}`, g))
        const fresh = fs.map((f, i) => left(`f${i}`, f))
        const pairs = pairMoved(gone, fresh)
        expect(new Set(pairs.map((p) => p.gone)).size).toBe(pairs.length)
        expect(new Set(pairs.map((p) => p.fresh)).size).toBe(pairs.length)
      }),
    )
  })
})
