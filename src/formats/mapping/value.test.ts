import { performance } from 'node:perf_hooks'
import { describe, expect, test } from 'vitest'
import { textsAt } from './json-lookup.ts'
import type { Syntax, Value } from './schema.ts'
import { compileValue } from './value.ts'

const ELEMENT = {
  name: 'Bucket is public. Close it.',
  policy: { id: 'DLP-7', 'a/b': 'slash' },
  tags: ['a', '', 'b', null, 3, true, { x: 1 }],
  entities: [{ label: 'one' }, { label: 'two' }, { other: 1 }, null],
  list: 'x; y ;;z',
  html: '<p>Some <b>text</b></p>',
  empty: ' ',
  text: 'see CWE-79 and CWE-89',
}

const read = (value: Value, syntax: Syntax = 'json', element: unknown = ELEMENT) =>
  compileValue(value, syntax).of(({ names }) => textsAt(element, names))

test.each<[Value, string[]]>([
  ['policy/id', ['DLP-7']],
  ['policy/a~1b', ['slash']],
  ['tags', ['a', 'b', '3', 'true']],
  ['entities/*/label', ['one', 'two']],
  ['entities/1/label', ['two']],
  ['policy/*', ['DLP-7', 'slash']],
  ['policy', []],
  ['empty', []],
  ['no/such/path', []],
  ['__proto__/toString', []],
  ['constructor/name', []],
  ['tags/length', []],
  [{ constant: 'always' }, ['always']],
  [['missing', 'empty', 'policy/id', 'name'], ['DLP-7']],
  [['missing', { constant: 'else' }], ['else']],
  [{ template: '{policy/id}: {entities/*/label}' }, ['DLP-7: one']],
  [{ template: '{policy/id}/{missing}' }, []],
  [[{ template: '{missing}' }, 'policy/id'], ['DLP-7']],
  [{ path: 'name', steps: ['first-sentence'] }, ['Bucket is public']],
  [{ path: 'policy/id', steps: ['lower', { prefix: 'acme/' }] }, ['acme/dlp-7']],
  [{ path: 'list', steps: [{ split: ';' }, 'upper'] }, ['X', 'Y', 'Z']],
  [{ path: 'html', steps: ['plain-text'] }, ['Some text']],
  [{ path: 'text', steps: [{ capture: 'CWE-(\\d+)' }] }, ['79']],
  [{ path: 'text', steps: [{ capture: 'CWE-\\d+' }] }, ['CWE-79']],
  [{ path: 'text', steps: [{ capture: 'no (match)' }] }, []],
  [{ path: 'tags', steps: [{ words: { A: 'first', b: '' } }] }, ['first', '3', 'true']],
])('%j gives %j', (value, texts) => {
  expect(read(value)).toEqual(texts)
})

test('a column’s name is taken as it is', () => {
  expect(compileValue('Date/Time.local', 'csv').paths).toEqual([
    { from: 'element', names: ['Date/Time.local'] },
  ])
})

describe('what a person writes wrongly is told', () => {
  test.each<[Value, Syntax, RegExp]>([
    ['a//b', 'json', /one slash between/],
    ['a/', 'json', /one slash between/],
    ['a/../b', 'json', /at the beginning/],
    ['@name/child', 'xml', /only at the end/],
    [{ path: 'a', steps: [{ capture: '(' }] }, 'json', /no regular expression/],
    [{ path: 'a', steps: [{ capture: '(?=x)' }] }, 'json', /look-around/],
    [{ path: 'a', steps: [{ capture: '(a)\\1' }] }, 'json', /back-references/],
    [{ path: 'a', steps: [{ capture: '(?:[a-z]{1,100}x){9}' }] }, 'json', /too large/],
    [{ template: 'no path' }, 'json', /write \{path\}/],
    [{ template: '{a' }, 'json', /other half/],
    [{ template: '{}' }, 'json', /empty name/],
  ])('%j', (value, syntax, message) => {
    expect(() => compileValue(value, syntax)).toThrow(message)
  })
})

test.each(['(a*)*b', '(a|aa)+$', '(.*)*x', '([a-z]+)+[0-9]', '(a?){50}a{50}b'])(
  'the pattern %s takes no more than a moment on any text',
  (pattern) => {
    const { of } = compileValue({ path: 'text', steps: [{ capture: pattern }] }, 'json')
    const begun = performance.now()
    of(() => ['a'.repeat(1_000_000)])
    expect(performance.now() - begun).toBeLessThan(2_000)
  },
)

test('a wide element gives a bounded number of values', () => {
  const wide = Array.from({ length: 100_000 }, (_, i) => ({ a: [i, i, i] }))
  expect(read('*/a', 'json', wide)).toHaveLength(1000)
  expect(
    read({ path: 'list', steps: [{ split: ';' }] }, 'json', { list: 'x;'.repeat(1_000_000) }),
  ).toHaveLength(1000)
})
