import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

test('asks once for a text, however many others come between, and keeps no long one', () => {
  const asked: string[] = []
  const length = remembered((text) => {
    asked.push(text)
    return text.length
  })
  expect([length('tea'), length('tea'), length('kettle')]).toEqual([3, 3, 6])
  expect(asked).toEqual(['tea', 'kettle'])
  const long = 'x'.repeat(501)
  expect([length(long), length(long)]).toEqual([501, 501])
  expect(asked.slice(2)).toEqual([long, long])
})

test('keeps long texts where they are asked for, and forgets them when they become many', () => {
  let asked = 0
  const of = remembered(() => ++asked, 1_000_000)
  const long = (letter: string) => letter.repeat(1_000_000)
  expect(['a', 'b', 'a', 'c', 'a'].map((letter) => of(long(letter)))).toEqual([1, 2, 1, 3, 1])
  for (const letter of 'defg') of(long(letter))
  expect(of(long('a'))).toBe(8)
})

test('remembers that there is nothing', () => {
  let asked = 0
  const of = remembered((): undefined => {
    asked++
  })
  expect([of('tea'), of('tea')]).toEqual([undefined, undefined])
  expect(asked).toBe(1)
})

test('forgets: what a report names once does not pile up', () => {
  let asked = 0
  const of = remembered(() => ++asked)
  for (let index = 0; index < 5000; index++) of(`pkg:npm/tea-${index}`)
  expect(of('pkg:npm/tea-4999')).toBe(5000)
  expect(of('pkg:npm/tea-0')).toBe(5001)
})
