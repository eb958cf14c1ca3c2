import { describe, expect, it } from 'vitest'
import { type NearCandidate, pairNear } from './pair-near.ts'

const near = (
  fresh: string,
  freshLine: number,
  finding: string,
  observationLine: number,
  over: Partial<NearCandidate> = {},
) => ({
  fresh,
  freshLine,
  freshCwes: [89],
  finding,
  findingCwes: [89],
  observation: `o-${finding}`,
  observationTool: 'bandit',
  observationLine,
  columns: null,
  ...over,
})
const matches = (candidates: NearCandidate[]) =>
  Object.fromEntries(pairNear(candidates, 3).map((m) => [m.fresh, m.finding]))

describe('pairNear', () => {
  it('joins the same weakness a line apart and says why', () => {
    expect(pairNear([near('a', 11, 'F', 10, { freshCwes: [564] })], 3)).toEqual([
      {
        fresh: 'a',
        finding: 'F',
        reason: { rule: 'near', with: 'o-F', tool: 'bandit', lines: 1, cwes: [564, 89] },
      },
    ])
  })
  it('keeps neighbours apart: nearest to nearest', () => {
    const all = [
      near('a', 10, 'F', 10),
      near('a', 10, 'G', 12),
      near('b', 12, 'F', 10),
      near('b', 12, 'G', 12),
    ]
    expect(matches(all)).toEqual({ a: 'F', b: 'G' })
  })
  it('gives each of two on one line its own, by column', () => {
    const all = [
      near('a', 10, 'F', 10, { columns: 20 }),
      near('a', 10, 'G', 10, { columns: 1 }),
      near('b', 10, 'F', 10, { columns: 1 }),
      near('b', 10, 'G', 10, { columns: 20 }),
      near('c', 10, 'G', 10, { columns: 30 }),
    ]
    expect(matches(all)).toEqual({ a: 'G', b: 'F', c: 'G' })
  })
  it('does not put a second neighbour into a finding that has its own', () => {
    expect(matches([near('a', 10, 'F', 10), near('b', 11, 'F', 10)])).toEqual({ a: 'F' })
  })
  it('keeps other weaknesses, far lines and unknown weaknesses apart', () => {
    expect(matches([near('a', 10, 'F', 10, { freshCwes: [79] })])).toEqual({})
    expect(matches([near('a', 10, 'F', 14)])).toEqual({})
    expect(matches([near('a', 10, 'F', 10, { freshCwes: [] })])).toEqual({})
  })
})
