import { expect, test } from 'vitest'
import {
  asList,
  asNumber,
  asObjects,
  asPosition,
  asText,
  asTexts,
  itemAt,
  ownIn,
  positionIn,
} from './fields.ts'

test('what is not of the expected type counts as absent', () => {
  expect([asText('a'), asText(' '), asText(''), asText(1)]).toEqual(['a', undefined, undefined, undefined])
  expect([asText('\ufeff'), asText('ä')]).toEqual([undefined, 'ä'])
  expect([asNumber(0), asNumber(Number.NaN), asNumber('1')]).toEqual([0, undefined, undefined])
  expect([asPosition(1), asPosition(0), asPosition(1.5), asPosition(-1)]).toEqual([
    1,
    undefined,
    undefined,
    undefined,
  ])
  expect(asObjects([{}, [], null, 'x'])).toEqual([{}])
  expect(asTexts(['a', '', 1])).toEqual(['a'])
  expect(asList({ length: 1 })).toEqual([])
})

test('lines and columns that are written as text', () => {
  expect([positionIn(' 12 '), positionIn('0'), positionIn('1.5'), positionIn('1-2'), positionIn('')]).toEqual(
    [12, undefined, undefined, undefined, undefined],
  )
})

test('indexes and names of the report reach nothing else', () => {
  expect([itemAt([{}], 0), itemAt([{}], -1), itemAt([{}], 1), itemAt(['x'], 0)]).toEqual([
    {},
    undefined,
    undefined,
    undefined,
  ])
  expect([
    ownIn({ a: 1 }, 'a'),
    ownIn({}, 'constructor'),
    ownIn({}, '__proto__'),
    ownIn(undefined, 'a'),
  ]).toEqual([1, undefined, undefined, undefined])
})
