import { describe, expect, test } from 'vitest'
import { readPolicy } from './read-policy.ts'

const policy = (rules: string, rest = ''): string => `policy: mine\nversion: 2\nrules:\n${rules}\n${rest}`
const rule = (when: string, then = '{ block: why }'): string =>
  `  - id: one\n    when: ${when}\n    then: ${then}`

function refusal(text: string): string {
  try {
    readPolicy('p.yaml', text)
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it was read')
}

test('a policy is read with the lines of its rules', () => {
  const read = readPolicy('p.yaml', policy(rule('finding.isNew')))
  expect(read).toMatchObject({
    name: 'mine',
    version: '2',
    rules: [{ id: 'one', line: 4, effects: { gate: 'block' }, reason: 'why', applies: 'new' }],
  })
})

test('the gate says the words of its effect; of everything else the reason is why, where it is given', () => {
  const reasonsOf = (then: string, why = '') => {
    const [read] = readPolicy('p.yaml', policy(`${rule('finding.isNew', then)}${why}`)).rules
    return [read?.gateReason, read?.reason]
  }
  const why = '\n    why: In general.'
  expect(reasonsOf('{ review: Look at it., rank: 5 }', why)).toEqual(['Look at it.', 'In general.'])
  expect(reasonsOf('{ review: Look at it., rank: 5 }')).toEqual(['Look at it.', 'Look at it.'])
  expect(reasonsOf('{ noise: Test code. }')).toEqual(['', 'Test code.'])
  expect(reasonsOf('{ tag: kev }', why)).toEqual(['', 'In general.'])
})

test('a rule may have one effect of each kind', () => {
  const { rules } = readPolicy(
    'p.yaml',
    policy(
      rule(
        'finding.isNew',
        '{ block: why, sla: 14, assign: owner, tag: kev, notify: [owner, "team:Pay"], rank: 10 }',
      ),
    ),
  )
  expect(rules[0]?.effects).toEqual({
    gate: 'block',
    sla: { days: 14, from: 'firstSeen', calendar: null },
    assign: 'owner',
    tag: ['kev'],
    notify: ['owner', 'team:Pay'],
    rank: 10,
  })
})

test('a condition says which facts it looks at', () => {
  const { rules } = readPolicy(
    'p.yaml',
    policy(rule('\'finding.noise.exists(n, n == asset.kind) && (finding.title + "x").matches("a")\'')),
  )
  expect([...(rules[0]?.when?.uses ?? [])].sort()).toEqual(['asset.kind', 'finding.noise', 'finding.title'])
})

test.each([
  ['no YAML', 'rules: [', /^p\.yaml cannot be used as a policy: line \d+, column \d+: this is not YAML/],
  ['no rules', 'policy: mine\nversion: 1\nrules: []', /line 3, column 8, rules/],
  [
    'an unknown key',
    policy(rule('finding.isNew')).replace('when', 'whenn'),
    /line 5, column \d+, rules\.0\.whenn: "whenn" is not known here/,
  ],
  [
    'an unknown effect',
    policy(rule('finding.isNew', '{ explode: why }')),
    /line 6, column \d+, rules\.0\.then\.explode: explode is no effect/,
  ],
  [
    'an SLA of no days',
    policy(rule('finding.isNew', '{ sla: { days: soon } }')),
    /line 6, column \d+, rules\.0\.then\.sla\.days: write days/,
  ],
  [
    'nobody to assign to',
    policy(rule('finding.isNew', '{ assign: somebody }')),
    /line 6, column \d+, rules\.0\.then\.assign: write owner, team:Name/,
  ],
  [
    'two effects of the gate',
    policy(rule('finding.isNew', '{ block: why, warn: why }')),
    /one rule has one of/,
  ],
  ['an effect without a reason', policy(rule('finding.isNew', '{ block: true }')), /say why/],
  [
    'an unknown field',
    policy(rule('finding.isNew && finding.nope == 1')),
    /line 5, column 36, rules\.0\.when: .*nope/,
  ],
  ['an unknown variable', policy(rule('process.env.HOME == ""')), /Unknown variable: process/],
  ['no condition', policy(rule('finding.title')), /it is a string/],
  ['two types', policy(rule('finding.score > "high"')), /line 5/],
  ['a rule about everything', policy('  - id: one\n    then: { block: why }'), /about everything/],
  [
    'the same id twice',
    policy(`${rule('finding.isNew')}\n${rule('finding.isNew')}`),
    /there is a rule one already/,
  ],
  [
    'a test of no rule',
    policy(rule('finding.isNew'), 'tests: [{ name: t, expect: block, rule: two }]'),
    /tests\.0\.rule: there is no rule two/,
  ],
  [
    'a test of no fact',
    policy(rule('finding.isNew'), 'tests: [{ name: t, expect: block, finding: { colour: red } }]'),
    /"colour" is not known/,
  ],
  ['a pattern that is none', policy(rule('\'finding.title.matches("(")\'')), /pattern cannot be read/],
  ['a pattern made of what reports say', policy(rule('\'"a".matches(finding.title)\'')), /written out/],
])('%s is refused with its place', (_, text, message) => {
  expect(refusal(text)).toMatch(message)
})

describe('a rule cannot run long', () => {
  test('by lists within lists', () => {
    const inner = 'finding.tags.exists(b, b == a)'
    expect(refusal(policy(rule(`'finding.tools.exists(a, ${inner})'`)))).toMatch(/for each element of a list/)
  })

  test('by being long', () => {
    expect(refusal(policy(rule(`'${Array(300).fill('1==1').join('&&')}'`)))).toMatch(/nodes|exceed|limit/i)
  })

  test('by a pattern that backtracks', () => {
    const { rules } = readPolicy('p.yaml', policy(rule('\'finding.title.matches("^(a+)+$")\'')))
    const facts = { finding: { title: `${'a'.repeat(1_900)}!` } }
    const begin = performance.now()
    expect(rules[0]?.when?.holds(facts)).toBe(false)
    expect(performance.now() - begin).toBeLessThan(2_000)
  })

  test('by many aliases', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [${'*a,'.repeat(9)}]\nc: &c [${'*b,'.repeat(9)}]\nd: [${'*c,'.repeat(9)}]`
    expect(refusal(bomb)).toMatch(/alias/i)
  })
})

test('matches works wherever it stands', () => {
  const { rules } = readPolicy(
    'p.yaml',
    policy(
      rule('\'finding.noise.exists(n, n.matches("^te")) && (finding.title + "matches").matches( "s$")\''),
    ),
  )
  expect(rules[0]?.when?.holds({ finding: { title: '', noise: ['test'] } })).toBe(true)
  expect(rules[0]?.when?.holds({ finding: { title: '', noise: ['x'] } })).toBe(false)
})

test('what cannot be told does not hold', () => {
  const { rules } = readPolicy('p.yaml', policy(rule('finding.noise[0] == "test"')))
  expect(rules[0]?.when?.holds({ finding: { noise: [] } })).toBe(false)
})
