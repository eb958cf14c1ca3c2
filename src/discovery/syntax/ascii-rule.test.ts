import { expect, test } from 'vitest'
import { SourceFile } from '../source/source-file.ts'
import { asciiPattern, asciiRule } from './ascii-rule.ts'

test.for([
  ['^\\w+\\.(?:get|post)$', '^[0-9A-Za-z_]+\\.(?:get|post)$'],
  ['^[\\w$]+\\s*=', '^[0-9A-Za-z_$]+[ \\t\\n\\r\\f]*='],
  ['\\bctx\\b|[^\\s\\]]\\d', '(?-u:\\b)ctx(?-u:\\b)|[^ \\t\\n\\r\\f\\]][0-9]'],
  ['\\\\[A-Z]', '\\\\[A-Z]'],
] as const)('%s', ([pattern, ascii]) => {
  expect(asciiPattern(pattern)).toBe(ascii)
})

test('finds what the rule finds', () => {
  const root = new SourceFile('a.ts', "app.get('/', f)\nrouter.post('/x', g)\nother(h)\n").tree()
  const rule = {
    any: [{ kind: 'call_expression', has: { field: 'function', regex: '^\\w+\\.(?:get|post)\\b' } }],
  }
  const texts = (one: typeof rule) => root.findAll({ rule: one }).map((node) => node.text())
  expect(texts(asciiRule(rule) as typeof rule)).toEqual(texts(rule))
  expect(texts(rule)).toHaveLength(2)
})
