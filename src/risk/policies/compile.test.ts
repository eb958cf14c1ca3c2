import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from './compile.ts'
import { celFacts, interpretedCondition, parseCondition } from './condition.ts'
import { noFacts } from './facts.ts'

const WORDS = ['', 'a', 'ab', 'high', 'low', 'x"y', 'ä', '😀']
const word = fc.constantFrom(...WORDS)
const quoted = word.map((text) => JSON.stringify(text))
const texts = fc.constantFrom('finding.title', 'finding.severity', 'asset.name', 'component.scope')
const comparison = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
const leaf = fc.oneof(
  fc.tuple(texts, fc.constantFrom('==', '!='), quoted).map((parts) => parts.join(' ')),
  fc
    .tuple(
      texts,
      fc.constantFrom('startsWith', 'endsWith', 'contains', 'matches'),
      fc.constantFrom('"a"', '"h"', '"^l"'),
    )
    .map(([fact, name, text]) => `${fact}.${name}(${text})`),
  fc
    .tuple(texts, fc.array(quoted, { minLength: 1, maxLength: 3 }))
    .map(([fact, list]) => `${fact} in [${list}]`),
  fc.tuple(quoted, fc.constantFrom('finding.tools', 'finding.noise')).map((parts) => parts.join(' in ')),
  fc
    .tuple(
      fc.constantFrom('finding.epss', 'finding.score', '0.5'),
      comparison,
      fc.constantFrom('0.0', '0.5', '-1.0', 'finding.ageDays'),
    )
    .map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom('finding.line', '3'), comparison, fc.constantFrom('0', '3', '10'))
    .map((parts) => parts.join(' ')),
  fc.constantFrom(
    'finding.isNew',
    'true',
    '89 in finding.cwes',
    'finding.cwes.exists(c, c == 89 || c in [79, 20])',
    'finding.tools.all(t, t.startsWith("a") && finding.isNew)',
    'finding.tools.exists(t, t == finding.title)',
  ),
)
const condition = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('node').map((one) => `!(${one})`),
  ),
})).node

const facts = fc
  .record({
    title: word,
    severity: word,
    isNew: fc.boolean(),
    epss: fc.constantFrom(-1, 0, 0.5, 0.9),
    score: fc.constantFrom(0, 0.5, 99.9),
    ageDays: fc.constantFrom(-1, 0, 0.5),
    line: fc.constantFrom(0, 3, 10),
    cwes: fc.array(fc.constantFrom(20, 79, 89, 200), { maxLength: 3 }),
    tools: fc.array(word, { maxLength: 3 }),
    noise: fc.array(word, { maxLength: 2 }),
  })
  .map((finding) => {
    const made = noFacts()
    Object.assign(made.finding, finding)
    return celFacts(made)
  })

test('what is compiled comes to what the library comes to', () => {
  fc.assert(
    fc.property(condition, facts, (text, given) => {
      const [ours, theirs] = [parseCondition(text), interpretedCondition(text)]
      expect(compile(ours.ast, { name: 're2find', test: (t, p) => new RegExp(p).test(t) })).toBeDefined()
      expect(ours.holds(given)).toBe(theirs(given))
    }),
    { numRuns: 400 },
  )
})

test.each([
  'finding.tools[0] == "a"',
  'finding.tools.size() > 1',
  'finding.title + "b" == "ab"',
  'finding.isNew ? true : false',
])('the library evaluates %s', (text) => {
  expect(compile(parseCondition(text).ast, { name: 're2find', test: () => false })).toBeUndefined()
})
