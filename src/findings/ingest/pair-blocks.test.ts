import { describe, expect, it } from 'vitest'
import { type BlockCandidate, pairBlocks } from './pair-blocks.ts'

const lines = (line: number, endLine = line) => ({ line, endLine })

/** A fresh result without a resource at some lines, and a finding with one at others. */
const candidate = (
  fresh: string,
  freshLines: ReturnType<typeof lines>,
  finding: string,
  observationLines: ReturnType<typeof lines>,
  over: Partial<BlockCandidate> = {},
): BlockCandidate => ({
  fresh,
  freshLines,
  freshAddress: null,
  finding,
  findingAddresses: [`aws_s3_bucket.${finding}`.toLowerCase()],
  observation: `o-${finding}`,
  observationTool: 'checkov',
  observationLines,
  control: 'aws-s3-versioning',
  ...over,
})
const unnamed = { findingAddresses: [] }
const matched = (candidates: BlockCandidate[]) =>
  Object.fromEntries(pairBlocks(candidates).matches.map((m) => [m.fresh, m.finding]))
const joined = (candidates: BlockCandidate[]) => Object.fromEntries(pairBlocks(candidates).joins)

describe('pairBlocks', () => {
  it('joins an attribute’s line with the block that holds it, and says why', () => {
    expect(pairBlocks([candidate('a', lines(14), 'F', lines(10, 20))])).toEqual({
      matches: [
        {
          fresh: 'a',
          finding: 'F',
          reason: {
            rule: 'block',
            with: 'o-F',
            tool: 'checkov',
            control: 'aws-s3-versioning',
            lines: lines(10, 20),
          },
        },
      ],
      joins: new Map(),
    })
  })

  it('keeps apart what does not meet, however near', () => {
    expect(matched([candidate('a', lines(21), 'F', lines(10, 20))])).toEqual({})
  })

  it('keeps two named resources apart', () => {
    const named = { freshAddress: 'aws_s3_bucket.other' }
    expect(matched([candidate('a', lines(10, 20), 'F', lines(10, 20), named)])).toEqual({})
  })

  it('joins two of one name, whatever lines they give', () => {
    const named = { freshAddress: 'aws_s3_bucket.g' }
    const both = [
      candidate('a', lines(3), 'F', lines(1, 8), named),
      candidate('a', lines(3), 'G', lines(12, 20), named),
    ]
    expect(matched(both)).toEqual({ a: 'G' })
  })

  it('takes the smallest of the blocks around, and none of two alike', () => {
    const outer = candidate('a', lines(14), 'F', lines(1, 40))
    expect(matched([outer, candidate('a', lines(14), 'G', lines(10, 20))])).toEqual({ a: 'G' })
    expect(matched([outer, candidate('a', lines(14), 'G', lines(1, 40))])).toEqual({})
  })

  it('lets several results within a block join it', () => {
    const both = [
      candidate('a', lines(12), 'F', lines(10, 20)),
      candidate('b', lines(16), 'F', lines(10, 20)),
    ]
    expect(matched(both)).toEqual({ a: 'F', b: 'F' })
  })

  it('makes findings one that a block around them shows to be parts of it', () => {
    const both = [
      candidate('a', lines(10, 20), 'G', lines(16), { freshAddress: 'aws_s3_bucket.a', ...unnamed }),
      candidate('a', lines(10, 20), 'F', lines(12), { freshAddress: 'aws_s3_bucket.a', ...unnamed }),
    ]
    expect([matched(both), joined(both)]).toEqual([{ a: 'F' }, { G: 'F' }])
  })

  it('joins no two named findings, whatever lies around them', () => {
    const both = [
      candidate('a', lines(1, 40), 'F', lines(2, 10)),
      candidate('a', lines(1, 40), 'G', lines(12, 20)),
    ]
    expect([matched(both), joined(both)]).toEqual([{}, {}])
  })

  it('takes line 1 for the whole file: the only finding of the control there, or none', () => {
    const only = candidate('a', lines(1), 'F', lines(30, 40))
    expect(matched([only])).toEqual({ a: 'F' })
    expect(matched([only, candidate('a', lines(1), 'G', lines(1, 20))])).toEqual({})
  })

  it('gives a finding of the whole file to no one of several resources', () => {
    const named = { freshAddress: 'aws_s3_bucket.a', ...unnamed }
    const rivals = [
      candidate('a', lines(10, 20), 'F', lines(1), named),
      candidate('b', lines(30, 40), 'F', lines(1), named),
    ]
    expect(matched(rivals)).toEqual({})
    expect(matched(rivals.slice(0, 1))).toEqual({ a: 'F' })
  })
})
