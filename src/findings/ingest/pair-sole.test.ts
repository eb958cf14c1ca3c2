import { expect, test } from 'vitest'
import { type OtherFinding, type OwnResult, pairSole } from './pair-sole.ts'

const own = (over: Partial<OwnResult> = {}): OwnResult => ({
  cwes: [89],
  count: 1,
  line: 40,
  fresh: 'fresh',
  ...over,
})
const other = (over: Partial<OtherFinding> = {}): OtherFinding => ({
  finding: 'finding',
  cwes: [89],
  tools: ['CodeQL'],
  line: 46,
  free: true,
  ...over,
})
const pair = (mine: OwnResult[], theirs: OtherFinding[], assigned = new Map<string, { finding: string }>()) =>
  pairSole([{ path: 'src/orders.ts', own: mine, others: theirs }], 12, assigned)

test('the only result of a weakness in a file is the only finding of it there', () => {
  expect(pair([own()], [other()])).toEqual([
    {
      fresh: 'fresh',
      finding: 'finding',
      reason: { rule: 'sole', tools: ['CodeQL'], lines: 6, cwes: [89, 89] },
    },
  ])
})

test('also at another depth of the hierarchy, beside other weaknesses', () => {
  const matches = pair(
    [own({ cwes: [564] }), own({ cwes: [79], fresh: 'b' })],
    [other(), other({ finding: 'x', cwes: [22] })],
  )
  expect(matches.map(({ fresh, finding }) => [fresh, finding])).toEqual([['fresh', 'finding']])
})

test('a tool that names the file alone means it wherever it stands', () => {
  expect(pair([own({ line: 1 })], [other({ line: 900 })])).toHaveLength(1)
  expect(pair([own({ line: 2 })], [other({ line: 900 })])).toHaveLength(0)
})

test('of several the first, where one side names the file alone', () => {
  const [first, second] = [other(), other({ finding: 'second', line: 90 })]
  expect(pair([own({ line: 1 })], [second, first])[0]).toMatchObject({ finding: 'finding' })
  const results = [own({ count: 2, line: 30 }), own({ cwes: [564], line: 20, fresh: 'b' })]
  expect(pair(results, [other({ line: 1 })]).map(({ fresh }) => fresh)).toEqual(['b'])
})

test.each([
  ['several of this tool', [own({ count: 2 })], [other()]],
  ['two kinds of the same weakness', [own(), own({ cwes: [564], fresh: 'b' })], [other()]],
  ['several of other tools', [own()], [other(), other({ finding: 'second' })]],
  ['another weakness', [own({ cwes: [79] })], [other()]],
  ['too far apart', [own()], [other({ line: 60 })]],
  ['a finding that is taken or of another state of the file', [own()], [other({ free: false })]],
])('%s match nothing', (_, mine, theirs) => {
  expect(pair(mine, theirs)).toEqual([])
})

test('who has a finding already keeps it, and a finding that got one takes no other', () => {
  expect(pair([own()], [other()], new Map([['fresh', { finding: 'elsewhere' }]]))).toEqual([])
  expect(pair([own()], [other()], new Map([['b', { finding: 'finding' }]]))).toEqual([])
})
