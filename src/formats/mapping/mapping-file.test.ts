import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { BadMapping } from './bad-mapping.ts'
import { checkMapping, readMapping, writeMapping } from './mapping-file.ts'
import { LIST_FIELDS, mappingSchema, STEPS, TEXT_FIELDS } from './schema.ts'
import { exampleMapping, exampleText, NAMES } from './test-examples.ts'

test.each(NAMES)('%s is the same after it was written and read', (name) => {
  const mapping = exampleMapping(name)
  expect(readMapping(writeMapping(mapping))).toEqual(mapping)
  expect(checkMapping(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping)
})

const flawsOf = (text: string): [string, string][] => {
  try {
    readMapping(text)
  } catch (error) {
    if (error instanceof BadMapping) return error.flaws.map(({ where, message }) => [where, message])
    throw error
  }
  return []
}

const MINIMAL = `id: a
name: A
syntax: json
elements: /list/*
kind: config
fields:
  title: name
`
const changed = (from: string | RegExp, to: string) => flawsOf(MINIMAL.replace(from, to))

test('the least that a mapping says', () => {
  expect(readMapping(MINIMAL)).toEqual({
    mapping: 1,
    id: 'a',
    name: 'A',
    syntax: 'json',
    elements: '/list/*',
    kind: 'config',
    fields: { title: 'name' },
  })
})

describe('what is wrong is told with its line and what to do', () => {
  test.each<[string, string | RegExp, string, string, RegExp]>([
    ['no YAML', 'name: A', 'name: [', 'line 3', /not YAML/],
    ['another language', 'id: a', 'id: a\nmapping: 2', 'line 2, mapping', /one of 1/],
    ['a bad id', 'id: a', 'id: Acme Review', 'line 1, id', /lower-case/],
    ['an unknown syntax', 'syntax: json', 'syntax: yaml', 'line 3, syntax', /json, ndjson, csv, xml/],
    ['an unknown kind', 'kind: config', 'kind: sspm', 'line 5, kind', /write one of code/],
    ['no title', '  title: name', '  rule: name', 'line 7, fields.title', /missing|write a path/],
    [
      'a mistyped field',
      '  title: name',
      '  title: name\n  titel: x',
      'line 7, fields',
      /"titel" is not known/,
    ],
    [
      'a value of another shape',
      'title: name',
      'title: {pat: name}',
      'line 7, fields.title',
      /path, constant or template/,
    ],
    [
      'a step that is none',
      'title: name',
      'title: {path: name, steps: [shout]}',
      'line 7, fields.title.steps.0',
      /lower, upper/,
    ],
    [
      'a bad pattern',
      'title: name',
      'title: {path: name, steps: [{capture: (}]}',
      'line 7, fields.title',
      /regular expression/,
    ],
    ['no place', 'elements: /list/*\n', '', 'elements', /from the root: \/alerts/],
    ['a relative place', 'elements: /list/*', 'elements: list/*', 'line 4, elements', /root: \/list/],
    ['rows with a place', 'syntax: json', 'syntax: csv', 'line 4, elements', /every row is a result/],
    [
      'rows with lists',
      /syntax: json\n.*\n/,
      'syntax: csv\neach: a/*\n',
      'line 4, each',
      /row holds no list/,
    ],
    ['a path that climbs out', 'title: name', 'title: ../name', 'line 7, fields.title', /together with each/],
    [
      'a path into the list',
      'title: name',
      'title: /list/*/name',
      'line 7, fields.title',
      /write it from there, name/,
    ],
    [
      'a path from the root of rows',
      /syntax: json\n.*\n/,
      'syntax: ndjson\nreport: {toolVersion: /v}\n',
      'line 4, report.toolVersion',
      /ndjson has no document: write v/,
    ],
    [
      'a scope that rows decide',
      /syntax: json\n.*\n/,
      'syntax: csv\nreport: {target: Tenant}\n',
      'line 4, report.target',
      /write a constant/,
    ],
    [
      'a report’s path within',
      'kind:',
      'report: {target: tenant}\nkind:',
      'line 5, report.target',
      /root: \/tenant/,
    ],
    ['nothing to recognise', 'kind:', 'recognise: {}\nkind:', 'line 5, recognise', /only this report has/],
    ['a root in JSON', 'kind:', 'recognise: {root: x}\nkind:', 'line 5, recognise', /has instead of root/],
    [
      'a severity that is none of ours',
      'kind:',
      'severity: {from: s, words: {P1: urgent}}\nkind:',
      'line 5, severity.words.P1',
      /critical, high/,
    ],
    [
      'an attribute’s name from hell',
      'kind:',
      'assets: [{kind: host, name: h, attributes: {__proto__x: a}}]\nkind:',
      'line 5, assets.0.attributes.__proto__x',
      /letters, digits/,
    ],
  ])('%s', (_, from, to, where, message) => {
    const [flaw] = changed(from, to)
    expect(flaw?.[0]).toBe(where)
    expect(flaw?.[1]).toMatch(message)
  })

  test('every flaw at once', () => {
    expect(flawsOf(MINIMAL.replace('name: A\n', '').replace('kind: config', 'kind: x'))).toHaveLength(2)
  })

  test.each(['', '- a', 'text', '5', 'null'])('%j', (text) => {
    expect(flawsOf(text)).toHaveLength(1)
  })
})

test('aliases do not grow without bound, prototypes stay as they are', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefghi'[i]}`).join()}]`),
  ]
  expect(flawsOf(bomb.join('\n'))).not.toEqual([])
  readMapping(`${MINIMAL}severity:\n  from: s\n  words: {__proto__: high, constructor: low}\n`)
  expect(({} as Record<string, unknown>).high).toBeUndefined()
  expect(flawsOf('x'.repeat(300_000))[0]?.[1]).toMatch(/256 KiB/)
})

test('the guide shows the mapping as it is, and names every field and step', async () => {
  const guide = await readFile(new URL('../../../docs/mapping.md', import.meta.url), 'utf8')
  const [, path, text] = /<!-- example: (\S+) -->\n```yaml\n([\s\S]*?)```/.exec(guide) ?? []
  expect(path).toBe('examples/mappings/casb.yaml')
  expect(text).toBe(exampleText('casb'))
  for (const name of [...TEXT_FIELDS, ...LIST_FIELDS, ...STEPS, ...Object.keys(mappingSchema.shape)])
    if (name !== 'mapping') expect(guide).toContain(`\`${name}\``)
})
