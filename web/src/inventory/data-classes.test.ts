import { describe, expect, it } from 'vitest'
import { dataChosen, dataValues } from './data-classes.ts'

describe('data classes', () => {
  it('tell "none" from "nobody has said"', () => {
    expect(dataValues(null)).toEqual([])
    expect(dataValues([])).toEqual(['none'])
    expect(dataChosen([])).toBeNull()
    expect(dataChosen(['none'])).toEqual([])
  })

  it('let "none" and the others push each other out', () => {
    expect(dataChosen(['pii', 'none'])).toEqual([])
    expect(dataChosen(['none', 'pii'])).toEqual(['pii'])
  })
})
