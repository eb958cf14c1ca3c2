import { expect, test } from 'vitest'
import { PolicySet } from './evaluate.ts'
import { type Facts, noFacts } from './facts.ts'
import { readPolicy } from './read-policy.ts'
import { runCases, untestedRules } from './run-cases.ts'

const set = (rules: string) =>
  new PolicySet([readPolicy('p.yaml', `policy: mine\nversion: 1\nrules:\n${rules}`)])
function facts(over: Partial<Facts['finding']>): Facts {
  const made = noFacts()
  Object.assign(made.finding, over)
  return made
}

const RULES = `
  - { id: high, when: finding.severity == "high", then: { block: high } }
  - { id: docs, for: { path: docs/ }, when: finding.severity == "high", then: { warn: only docs } }
  - { id: lodash, for: { component: lodash }, when: finding.severity == "high", then: { ignore: not used } }
`

test('the more specific rule wins, and tells what it overrules', () => {
  expect(set(RULES).decide(facts({ severity: 'high', path: 'docs/a/b.ts' }))).toMatchObject({
    effect: 'warn',
    rule: 'docs',
    policy: 'mine',
    overruled: [{ rule: 'high', effect: 'block' }],
    conflicts: [],
  })
  expect(
    set(RULES).decide(facts({ severity: 'high', path: 'docs/a.ts', component: 'lodash' })),
  ).toMatchObject({
    effect: 'ignore',
    overruled: [{ rule: 'high' }, { rule: 'docs' }],
  })
  expect(set(RULES).decide(facts({ severity: 'high', path: 'src/docs/a.ts' }))).toMatchObject({
    effect: 'block',
  })
  expect(set(RULES).decide(facts({ severity: 'low', path: 'docs/a.ts' }))).toBeUndefined()
})

test('of equally specific rules the strictest wins, and a contradiction is shown', () => {
  const rules = set(`
  - { id: soft, for: { kind: code }, then: { warn: soft } }
  - { id: nothing, for: { kind: code }, then: { ignore: nothing } }
  - { id: hard, for: { kind: code }, then: { block: hard } }
  - { id: also-hard, for: { kind: code }, then: { block: also } }
`)
  expect(rules.decide(facts({}))).toMatchObject({
    rule: 'hard',
    conflicts: [{ policy: 'mine', rule: 'nothing', effect: 'ignore' }],
  })
})

test('each kind of effect goes to its most specific rule, and tags add up', () => {
  const rules = set(`
  - { id: wide, for: { kind: [code] }, then: { sla: 30, tag: wide, assign: "team:A", rank: 5 } }
  - { id: high, for: { kind: [code] }, when: finding.severity == "high", then: { sla: { days: 7, from: known }, tag: [high, wide], rank: -5 } }
  - { id: narrow, for: { path: src/ }, then: { rank: 20, assign: owner } }
`)
  expect(rules.outcome(facts({ severity: 'high', path: 'src/a.ts' }))).toMatchObject({
    rank: { value: 20, rule: 'narrow' },
    sla: { value: { days: 7, from: 'known' }, rule: 'high' },
    assign: { value: 'owner', rule: 'narrow' },
    tag: [{ value: 'high' }, { value: 'wide' }],
    conflicts: [],
  })
  expect(rules.outcome(facts({ severity: 'high' })).conflicts).toEqual([
    {
      taken: { policy: 'mine', rule: 'wide', effect: 'rank' },
      against: { policy: 'mine', rule: 'high', effect: 'rank' },
    },
  ])
})

test('a policy of a narrower scope is more specific, whatever its rules name', () => {
  const read = (name: string, then: string, target: string, over: object) => ({
    ...readPolicy('p', `policy: ${name}\nversion: 1\nrules: [{ id: r, for: ${target}, then: ${then} }]`),
    ...over,
  })
  const wide = read('wide', '{ sla: 7 }', '{ rule: x }', {})
  const team = read('team', '{ sla: 60 }', '{ kind: code }', { scope: 'team' })
  expect(new PolicySet([wide, team]).outcome(facts({ rule: 'x' })).sla).toMatchObject({
    value: { days: 60 },
    policy: 'team',
  })
})

test('a bounded policy makes things stricter and nothing else', () => {
  const rule = (then: string) =>
    readPolicy(
      'p',
      `policy: p\nversion: 1\nrules: [{ id: r, applies: all, for: { kind: code }, then: ${then} }]`,
    )
  const after = (own: string, theirs: string) =>
    new PolicySet([rule(theirs), { ...rule(own), scope: 'asset', bounded: true }]).outcome(facts({}))
  expect(after('{ ignore: no }', '{ block: yes }').gate?.effect).toBe('block')
  expect(after('{ block: yes }', '{ warn: maybe }').gate?.effect).toBe('block')
  expect(after('{ sla: 90 }', '{ sla: 30 }').sla?.value.days).toBe(30)
  expect(after('{ sla: 3 }', '{ sla: 30 }').sla?.value.days).toBe(3)
  expect(after('{ rank: -50 }', '{ tag: a }').rank).toBeUndefined()
  expect(after('{ rank: 5, noise: nothing, tag: b }', '{ tag: a }')).toMatchObject({
    rank: { value: 5 },
    tag: [{ value: 'a' }, { value: 'b' }],
  })
  expect(after('{ noise: nothing }', '{ tag: a }').noise).toBeUndefined()
  expect(after('{ assign: owner }', '{ assign: "team:A" }').assign?.value).toBe('team:A')
})

test('a rule is about new findings unless it says otherwise', () => {
  const rules = set(`
  - { id: new, for: { kind: code }, then: { block: new } }
  - { id: old, applies: old, for: { kind: code }, then: { warn: old } }
  - { id: both, applies: all, for: { kind: secret }, then: { review: both } }
`)
  expect(rules.decide(facts({ isNew: false }))?.rule).toBe('old')
  expect(rules.decide(facts({ isNew: true }))?.rule).toBe('new')
  expect(rules.decide(facts({ isNew: false, kind: 'secret' }))?.rule).toBe('both')
})

test.each([
  ['src/**/*.ts', 'src/a/b/c.ts', true],
  ['src/**/*.ts', 'src/c.ts', true],
  ['src/*.ts', 'src/a/c.ts', false],
  ['**/test/**', 'a/test/b', true],
  ['a+b(c).ts', 'a+b(c).ts', true],
  ['a.ts', 'abts', false],
  ['**/**/**/**/**/**/x', `${'a/'.repeat(200)}y`, false],
])('the glob %s of %s: %s', (glob, path, holds) => {
  const rules = set(`  - { id: one, for: { path: "${glob}" }, then: { block: one } }`)
  expect(rules.decide(facts({ path })) !== undefined).toBe(holds)
})

test('a case that is not met says what came instead', () => {
  const policy = readPolicy(
    'p.yaml',
    `policy: mine\nversion: 1\nrules:${RULES}tests:\n  - { name: wrong, finding: { severity: high }, expect: warn }\n  - { name: by another, finding: { severity: high }, expect: block, rule: docs }\n`,
  )
  expect(runCases(policy)).toMatchObject([
    { name: 'wrong', passed: false, expected: 'warn', got: 'block by high', line: 8 },
    { name: 'by another', passed: false, expected: 'block by docs', got: 'block by high' },
  ])
  expect(untestedRules(policy)).toEqual(['docs', 'lodash'])
})
