import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  flag,
  label,
  listOf,
  membersOf,
  needed,
  number,
  part,
  position,
  probability,
  shaped,
  text,
  texts,
} from './lenient.ts'

test('a field that does not fit is undefined and costs nothing else', () => {
  const schema = z.object({
    id: z.string(),
    text,
    label,
    number,
    position,
    flag,
    texts,
    part: part(z.object({ a: z.string() })),
  })
  expect(
    schema.parse({
      id: 'x',
      text: 5,
      label: {},
      number: 'much',
      position: 0,
      flag: 'maybe',
      texts: null,
      part: { a: 1 },
    }),
  ).toEqual({ id: 'x', texts: [] })
  expect(schema.parse({ id: 'x' })).toEqual({ id: 'x', texts: [] })
})

test('values written another way are understood', () => {
  expect(number.parse('5.3')).toBe(5.3)
  expect(label.parse(1488)).toBe('1488')
  expect(position.parse('12')).toBe(12)
  expect(flag.parse('false')).toBe(false)
  expect(probability.parse('0.12')).toBe(0.12)
  expect(probability.parse(12)).toBeUndefined()
  expect(texts.parse('one')).toEqual(['one'])
  expect(texts.parse(['one', null, 2, ''])).toEqual(['one', '2'])
  expect(text.parse('  ')).toBeUndefined()
  expect(needed.safeParse(' ').success).toBe(false)
  expect(needed.parse('a')).toBe('a')
})

test('a list keeps the members that fit', () => {
  expect(listOf(z.object({ a: z.string() })).parse([{ a: 'x' }, { a: 1 }, 'y'])).toEqual([{ a: 'x' }])
  expect(listOf(z.string()).parse('x')).toEqual([])
})

test('members are read one by one, whatever their names are', () => {
  const schema = z.object({ of: membersOf(label) })
  const given: unknown = JSON.parse('{"of":{"a":1,"7":"b","__proto__":"c","constructor":[]}}')
  expect(schema.parse(given)).toStrictEqual({ of: { a: '1', 7: 'b', constructor: undefined } })
  for (const none of [[], null, 'a', undefined]) expect(schema.parse({ of: none }).of).toBeUndefined()
})

test('a part is asked about null once, and each time where null fits', () => {
  const [refusing, taking] = [part(z.object({ a: z.string() })), part(z.null().transform(() => 'none'))]
  for (const _ of [1, 2]) {
    expect(refusing.parse(null)).toBeUndefined()
    expect(taking.parse(null)).toBe('none')
  }
  expect(refusing.parse({ a: 'x' })).toEqual({ a: 'x' })
})

test('what is needed and missing becomes a problem that names the field and quotes nothing', () => {
  const schema = z.object({ rule: z.string(), place: z.object({ line: z.number() }) })
  expect(shaped(schema, { where: '/results/3', value: { rule: 'r', place: { line: 'secret' } } })).toEqual({
    type: 'problem',
    where: '/results/3',
    message: 'left out, because of place.line: missing or not of the expected type',
    incomplete: true,
  })
  expect(shaped(schema, { where: '/results/4', value: 'text' })).toMatchObject({
    message: expect.stringContaining('the element itself'),
  })
  expect(shaped(schema, { where: '/', value: { rule: 'r', place: { line: 1 } } })).toMatchObject({
    type: 'shaped',
  })
})
