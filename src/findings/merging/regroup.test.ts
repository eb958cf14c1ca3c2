import { expect, test } from 'vitest'
import { type Member, regroup } from './regroup.ts'

const member = (id: string, finding: string, joined = false): Member => ({ id, finding, joined })
const replayed = (groups: string[][]) =>
  new Map(groups.flatMap((group) => group.map((id) => [id, group[0] as string] as const)))

test('nothing changes where the replay says the same', () => {
  expect(
    regroup([member('a', 'F'), member('b', 'F'), member('c', 'G')], replayed([['a', 'b'], ['c']])),
  ).toEqual({
    merges: [],
    splits: [],
  })
})

test('findings whose observations come together are merged, the oldest first', () => {
  expect(
    regroup([member('a', 'F'), member('b', 'G'), member('c', 'H')], replayed([['a', 'b', 'c']])).merges,
  ).toEqual([['F', 'G', 'H']])
})

test('what falls apart leaves the finding of the oldest', () => {
  expect(
    regroup(
      [member('a', 'F'), member('b', 'F'), member('c', 'F'), member('d', 'F')],
      replayed([
        ['a', 'd'],
        ['b', 'c'],
      ]),
    ).splits,
  ).toEqual([{ finding: 'F', leaving: [['b', 'c']] }])
})

test('what a person joined stays whole, and takes along what the rules add', () => {
  const members = [member('a', 'F'), member('b', 'F', true), member('c', 'G')]
  expect(regroup(members, replayed([['a'], ['b', 'c']]))).toEqual({ merges: [['F', 'G']], splits: [] })
})

test('what the replay does not know stays where it is', () => {
  expect(regroup([member('a', 'F'), member('gone', 'F')], replayed([['a']]))).toEqual({
    merges: [],
    splits: [],
  })
})
