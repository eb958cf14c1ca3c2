import { describe, expect, it } from 'vitest'
import { oldestOfConnected, unite } from './unite.ts'

const fresh = (id: string, keys: string[], owners: (string | null)[] = keys.map(() => null)) => ({
  id,
  keys,
  owners,
})

describe('unite', () => {
  it('opens one finding for observations that share an identity, over any number of steps', () => {
    const all = [
      fresh('2', ['ghsa']),
      fresh('3', ['cve', 'ghsa']),
      fresh('4', ['other']),
      fresh('5', ['cve']),
    ]
    expect(Object.fromEntries(unite(all))).toEqual({ 2: '2', 3: '2', 4: '4', 5: '2' })
  })
  it('joins the finding that holds an identity already, also through another observation', () => {
    const all = [fresh('7', ['cve', 'ghsa'], ['1', null]), fresh('8', ['ghsa'])]
    expect(Object.fromEntries(unite(all))).toEqual({ 7: '1', 8: '1' })
  })
  it('takes the oldest of several findings', () => {
    expect(unite([fresh('7', ['cve', 'ghsa'], ['5', '3'])]).get('7')).toBe('3')
  })
})

describe('oldestOfConnected', () => {
  it('finds the oldest over chains and leaves others alone', () => {
    const root = oldestOfConnected([
      ['5', '3'],
      ['9', '5'],
      ['8', '7'],
    ])
    expect(Object.fromEntries(root)).toEqual({ 3: '3', 5: '3', 9: '3', 7: '7', 8: '7' })
  })
})
