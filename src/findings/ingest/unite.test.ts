import { describe, expect, it } from 'vitest'
import { unite } from './unite.ts'

describe('unite', () => {
  it('opens one finding for observations that share a key', () => {
    const { finding } = unite(
      [
        { id: '2', keys: ['ghsa'] },
        { id: '3', keys: ['cve', 'ghsa'] },
        { id: '4', keys: ['other'] },
      ],
      new Map(),
    )
    expect(Object.fromEntries(finding)).toEqual({ 2: '2', 3: '2', 4: '4' })
  })
  it('joins the finding that holds a key already', () => {
    const { finding, joined } = unite([{ id: '1', keys: ['cve', 'ghsa'] }], new Map([['cve', '9']]))
    expect(finding.get('1')).toBe('9')
    expect(joined.size).toBe(0)
  })
  it('lets the older of two findings win when an alias connects them', () => {
    const { finding, joined } = unite(
      [{ id: '7', keys: ['cve', 'ghsa'] }],
      new Map([
        ['cve', '5'],
        ['ghsa', '3'],
      ]),
    )
    expect(finding.get('7')).toBe('3')
    expect([...joined]).toEqual([['5', '3']])
  })
})
