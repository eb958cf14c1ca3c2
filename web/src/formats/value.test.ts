import { describe, expect, it } from 'vitest'
import { slug } from './slug.ts'
import { asObject, pathsOf, plainPath, sourcesOf, valueFrom, wordsOf } from './value.ts'

describe('a value', () => {
  it.each([
    ['policy/id', 'policy/id'],
    [{ path: 'policy/id', steps: [] }, 'policy/id'],
    [
      [{ path: 'a' }, 'b'],
      ['a', 'b'],
    ],
    [
      ['a', { constant: 'x' }],
      ['a', { constant: 'x' }],
    ],
    [[], undefined],
    ['', undefined],
  ])('%j is said as %j', (value, said) => {
    expect(valueFrom(sourcesOf(value as never))).toEqual(said)
  })

  it('is a plain path or something else', () => {
    expect([undefined, 'a/b', { constant: 'x' }, ['a', 'b']].map((value) => plainPath(value))).toEqual([
      '',
      'a/b',
      undefined,
      undefined,
    ])
    expect(asObject('a')).toEqual({ path: 'a' })
  })

  it('is told in a few words', () => {
    expect(
      wordsOf([{ template: '{app}/{user}' }, { path: 'm', steps: ['first-sentence', { split: ';' }] }]),
    ).toBe('{app}/{user}, else m → first sentence → split ;')
    expect(wordsOf({ constant: 'x' })).toBe('“x”')
  })

  it('names every path that it reads', () => {
    expect(pathsOf([{ template: '{app}/{ user }' }, 'm', { constant: 'x' }])).toEqual(['app', 'user', 'm'])
    expect(pathsOf(undefined)).toEqual([])
  })
})

it.each([
  ['Acme Review 2', 'acme-review-2'],
  ['  Prüfung: Überblick! ', 'prufung-uberblick'],
  ['…', ''],
  [`${'a'.repeat(59)} b`, 'a'.repeat(59)],
])('%j as an id is %j', (name, id) => {
  expect(slug(name)).toBe(id)
})
