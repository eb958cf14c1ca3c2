import { expect, it } from 'vitest'
import type { PolicyRow } from '../api/types.ts'
import { chosenPolicies, policyFacets } from './policies-search.ts'

const policy = (name: string, part: Partial<PolicyRow>): PolicyRow => ({
  id: name,
  name,
  description: '',
  version: '1',
  revision: 1,
  scope: { kind: 'everything', id: null, name: null },
  source: 'stored',
  enabled: true,
  bounded: false,
  unassigned: 0,
  unknownNames: [],
  rules: 1,
  tests: 1,
  effects: ['block'],
  changedAt: null,
  changedBy: null,
  error: null,
  firing: 0,
  ...part,
})
const ALL = [
  policy('quiet', { firing: 0 }),
  policy('off', { enabled: false, source: 'shipped', effects: ['sla', 'block'] }),
  policy('busy', { firing: 40, effects: ['tag'], description: 'For cards' }),
]
const names = (search: Parameters<typeof chosenPolicies>[1]) =>
  chosenPolicies(ALL, search).map(({ name }) => name)

it('what is in force and does most comes first', () => {
  expect(names({})).toEqual(['busy', 'quiet', 'off'])
})

it('several filters narrow, several values of one widen, words are looked for in what a person reads', () => {
  expect(names({ effect: 'block' })).toEqual(['quiet', 'off'])
  expect(names({ effect: 'block,tag', enabled: 'yes' })).toEqual(['busy', 'quiet'])
  expect(names({ q: 'CARDS' })).toEqual(['busy'])
})

it('each count is what one gets by choosing it', () => {
  const { effect, enabled } = policyFacets(ALL, { effect: 'tag' })
  expect(effect.map(({ value, count }) => [value, count])).toEqual([
    ['block', 2],
    ['sla', 1],
    ['tag', 1],
  ])
  expect(enabled.map(({ value, count }) => [value, count])).toEqual([['yes', 1]])
})
