import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCharacter } from '../../../test/any-character.ts'
import { only, parseSearch, stringifySearch } from './search-params.ts'

describe('the address of a page', () => {
  it('reads as people write it', () => {
    expect(stringifySearch({ severity: 'critical,high', q: 'sql injection', open: undefined })).toBe(
      '?severity=critical,high&q=sql+injection',
    )
  })

  it('comes back as it was, whatever the words', () => {
    const words = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.string({ minLength: 1, unit: anyCharacter }),
    )
    fc.assert(
      fc.property(words, (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual({ ...search })
      }),
    )
  })

  it('lets nothing unknown through', () => {
    expect(only('q', 'sort')({ q: 'x', sort: '', evil: '1', open: 5 })).toEqual({ q: 'x' })
  })
})
