import { describe, expect, test } from 'vitest'
import type { Observation } from '../../model/observation.ts'
import { readPolicy } from '../policies/read-policy.ts'
import type { Signals } from './gate-finding.ts'
import { code, NOW, verdictOf } from './test-gate.ts'

const vulnerable = (advisories: string[], over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisories[0] as string,
  title: `${advisories[0]} in lodash`,
  severity: 'high',
  advisories,
  component: { name: 'lodash', version: '4.17.20', path: 'package-lock.json', fixVersions: ['4.17.21'] },
  raw: '{}',
  ...over,
})

describe('what is new', () => {
  test('without a baseline everything is', async () => {
    const verdict = await verdictOf({ semgrep: [code()] })
    expect(verdict).toMatchObject({
      verdict: 'blocked',
      counts: { new: 1, old: 0, blocked: 1 },
      baseline: null,
    })
    expect(verdict.findings[0]).toMatchObject({
      effect: 'block',
      policy: 'default',
      rule: 'new-critical-or-high',
    })
  })

  test('not what stands in another line, file or quote', async () => {
    const before = { semgrep: [code()] }
    for (const now of [
      code({ line: 99 }),
      code({ path: 'src/moved.ts' }),
      code({ snippet: "db.query('select ' + id);" }),
    ])
      expect(await verdictOf({ semgrep: [now] }, before)).toMatchObject({
        verdict: 'pass',
        counts: { new: 0, old: 1, fixed: 0 },
      })
  })

  test('not code that was touched a little, but code that was written anew', async () => {
    const before = { semgrep: [code({ snippet: 'db.query("select name from users where id = " + id)' })] }
    const touched = code({ snippet: 'db.query("select name from users where id = " + userId)' })
    const anew = code({ snippet: 'pool.execute(removal(request.body.table))' })
    expect((await verdictOf({ semgrep: [touched] }, before)).counts).toMatchObject({ new: 0, old: 1 })
    expect((await verdictOf({ semgrep: [anew] }, before)).counts).toMatchObject({ new: 1, old: 0, fixed: 1 })
  })

  test('the copy of what stays', async () => {
    const verdict = await verdictOf(
      { semgrep: [code(), code({ path: 'src/copy.ts' })] },
      { semgrep: [code()] },
    )
    expect(verdict.counts).toMatchObject({ new: 1, old: 1 })
    expect(verdict.findings[0]?.finding.path).toBe('src/copy.ts')
  })

  test('the one twin more, which is not where the others were', async () => {
    const before = { semgrep: [code({ line: 10 }), code({ line: 50 })] }
    const verdict = await verdictOf(
      { semgrep: [code({ line: 10 }), code({ line: 30 }), code({ line: 50 })] },
      before,
    )
    expect(verdict.counts).toMatchObject({ new: 1, old: 2 })
    expect(verdict.findings[0]?.finding.line).toBe(30)
  })

  test('not what another tool knew, but what a tool did not see before', async () => {
    const before = { grype: [vulnerable(['GHSA-1', 'CVE-1'])] }
    expect((await verdictOf({ 'osv-scanner': [vulnerable(['CVE-1'])] }, before)).counts).toMatchObject({
      new: 0,
      old: 1,
    })
    expect((await verdictOf({ 'osv-scanner': [vulnerable(['CVE-2'])] }, before)).counts).toMatchObject({
      new: 1,
    })
  })

  test('a tool that runs for the first time is told of', async () => {
    const { problems } = await verdictOf({ bandit: [code()] }, { semgrep: [] })
    expect(problems[0]?.message).toContain('nothing of bandit')
  })
})

describe('one finding', () => {
  test('of several tools: the same advisory, the neighbour of the same weakness', async () => {
    const verdict = await verdictOf({
      semgrep: [code(), vulnerable(['CVE-1'], { severity: 'medium' })],
      codeql: [code({ rule: 'js/sqli', line: 12, snippet: '' })],
      grype: [vulnerable(['GHSA-1', 'CVE-1'], { severity: 'critical', knownExploited: true })],
    })
    expect(verdict.counts.new).toBe(2)
    expect(verdict.findings.map(({ finding }) => finding.tools)).toEqual([
      ['grype', 'semgrep'],
      ['codeql', 'semgrep'],
    ])
    expect(verdict.findings[0]).toMatchObject({
      finding: { severity: 'critical', knownExploited: true },
      rule: 'new-known-exploited',
      fix: 'Update lodash 4.17.20 to 4.17.21 or later.',
    })
  })

  test('keeps its name from run to run', async () => {
    const [a, b] = [
      await verdictOf({ semgrep: [code()] }),
      await verdictOf({ semgrep: [code({ line: 77 }), code()] }),
    ]
    expect(b.findings.map(({ finding }) => finding.id)).toContain(a.findings[0]?.finding.id)
    expect(new Set(b.findings.map(({ finding }) => finding.id)).size).toBe(2)
  })
})

describe('what people and tools have decided', () => {
  test('a suppression is ignored and told', async () => {
    const suppressed = code({
      verdict: { state: 'accepted', source: 'sarif-suppression', reason: 'test data' },
    })
    const verdict = await verdictOf({ semgrep: [suppressed] })
    expect(verdict).toMatchObject({ verdict: 'pass', counts: { ignored: 1 } })
    expect(verdict.findings[0]).toMatchObject({
      effect: 'ignore',
      reason: 'accepted: sarif-suppression: test data',
    })
  })
})

describe('old findings', () => {
  const strict = readPolicy(
    'p',
    'policy: strict\nversion: 1\nrules: [{ id: all, applies: all, for: { kind: code }, then: { block: none } }]',
  )
  const old = { semgrep: [code()] }

  test('block only by a policy that says so', async () => {
    expect((await verdictOf(old, old)).verdict).toBe('pass')
    expect((await verdictOf(old, old, { policies: [strict] })).verdict).toBe('blocked')
  })

  test.each([
    ['young enough', { days: 30, until: undefined }, 'pass'],
    ['too old', { days: 10, until: undefined }, 'blocked'],
    ['before the day', { days: undefined, until: NOW + 1 }, 'pass'],
    ['after the day', { days: undefined, until: NOW }, 'blocked'],
  ])('have grace: %s', async (_, grace, expected) => {
    const verdict = await verdictOf(old, old, { policies: [strict], grace, at: '2026-11-07T00:00:00Z' })
    expect(verdict.verdict).toBe(expected)
    if (expected === 'pass') expect(verdict.findings[0]).toMatchObject({ effect: 'warn', excused: 'grace' })
  })

  test('grace is not for new ones', async () => {
    expect((await verdictOf(old, { semgrep: [] }, { grace: { days: 99, until: NOW + 1 } })).verdict).toBe(
      'blocked',
    )
  })
})

test('only warning blocks nothing and says what would', async () => {
  const verdict = await verdictOf({ semgrep: [code()] }, undefined, { warnOnly: true })
  expect(verdict).toMatchObject({ verdict: 'pass', counts: { warned: 1, blocked: 0 } })
  expect(verdict.findings[0]?.excused).toBe('warn-only')
})

describe('a part that is missing', () => {
  const gap = { type: 'problem', where: '', message: 'it ends early', incomplete: true } as const

  test('of a report: nothing that blocks is no pass', async () => {
    expect((await verdictOf({ semgrep: [gap] })).verdict).toBe('undecided')
    expect((await verdictOf({ semgrep: [code(), gap] })).verdict).toBe('blocked')
  })

  test('of the baseline: what looks new is no block', async () => {
    expect((await verdictOf({ semgrep: [code()] }, { semgrep: [gap] })).verdict).toBe('undecided')
    expect((await verdictOf({ semgrep: [] }, { semgrep: [gap] })).verdict).toBe('pass')
  })
})

test('what the server knows of an advisory counts', async () => {
  const signals: Signals = new Map([['CVE-1', { epss: 0.9, knownExploited: true, maturity: 3 }]])
  const verdict = await verdictOf({ grype: [vulnerable(['CVE-1'], { severity: 'low' })] }, undefined, {
    signals,
  })
  expect(verdict.findings[0]).toMatchObject({ rule: 'new-known-exploited', finding: { epss: 0.9 } })
})
