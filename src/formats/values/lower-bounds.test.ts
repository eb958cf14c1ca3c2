import { expect, test } from 'vitest'
import { lowerBounds } from './lower-bounds.ts'

test.each([
  [['>=1.2.3 <2.0.0 || >=2.4.1'], ['1.2.3', '2.4.1']],
  [
    ['~> 2.1.3', '>= 2.2.0'],
    ['2.1.3', '2.2.0'],
  ],
  [['>= 4.0.0.beta8, >= 4.0.0.beta8'], ['4.0.0.beta8']],
  [['<0.0.0', undefined, ''], []],
])('%j begin at %j', (ranges, versions) => {
  expect(lowerBounds(...ranges)).toEqual(versions)
})
