import { describe, expect, it } from 'vitest'
import { contentId, newId } from './ids.ts'

describe('newId', () => {
  it('makes UUIDv7 that sort in the order they were made and are all different', () => {
    const ids = Array.from({ length: 5000 }, newId)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...ids].sort()).toEqual(ids)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt((ids[0] as string).replace('-', '').slice(0, 12), 16)).toBeCloseTo(Date.now(), -4)
  })
})

describe('contentId', () => {
  it('tells parts apart and is the same everywhere', () => {
    expect(contentId('a', 'bc')).not.toBe(contentId('ab', 'c'))
    expect(contentId('a', 'bc')).toBe(contentId('a', 'bc'))
  })
})
