import { describe, expect, it } from 'vitest'
import { cweFamily, cweName, meetingCwes, relatedCwes } from './related.ts'

describe('relatedCwes', () => {
  it.each([
    [89, 89, 'equal'],
    [564, 89, 'Hibernate injection is a SQL injection'],
    [78, 77, 'OS command below command'],
    [259, 798, 'hard-coded password below hard-coded credentials'],
    [23, 22, 'relative path traversal below path traversal'],
    [23, 36, 'two variants of path traversal share a Base'],
    [80, 79, 'basic XSS below XSS'],
  ])('joins %i and %i: %s', (a, b) => {
    expect(relatedCwes(a, b)).toBe(true)
    expect(relatedCwes(b, a)).toBe(true)
  })

  it.each([
    [89, 79, 'both injections, but not the same weakness'],
    [22, 78, 'nothing in common'],
    [327, 330, 'a weak cipher is not weak randomness'],
    [89, 707, 'a pillar is no weakness'],
    [99999, 89, 'unknown number'],
  ])('keeps %i and %i apart: %s', (a, b) => {
    expect(relatedCwes(a, b)).toBe(false)
    expect(relatedCwes(b, a)).toBe(false)
  })

  it('names the pair that meets', () => {
    expect(meetingCwes([20, 564], [89])).toEqual([564, 89])
    expect(meetingCwes([], [89])).toBeUndefined()
    expect(cweName(89)).toContain('SQL')
  })
})

it.each([
  [564, 89, 'a Variant is the Base above it'],
  [80, 79, 'so is basic XSS'],
  [36, 22, 'and absolute path traversal'],
  [89, 89, 'a Base is itself'],
  [20, 20, 'so is a Class'],
  [99999, 99999, 'and a number nobody knows'],
])('the family of %i is %i: %s', (cwe, family) => {
  expect(cweFamily(cwe)).toBe(family)
})
