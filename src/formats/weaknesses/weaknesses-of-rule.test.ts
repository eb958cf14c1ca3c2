import { expect, test } from 'vitest'
import { cweName } from '../../model/cwe/related.ts'
import type { Observation } from '../../model/observation.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { readReport } from '../read.ts'
import { uploadOf } from '../unpack/upload.ts'
import { ruleTables } from './rule-tables.ts'
import { weaknessesOfRule } from './weaknesses-of-rule.ts'

const found = (rule: string, more: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'code',
  rule,
  title: rule,
  severity: 'medium',
  raw: '{}',
  ...more,
})

test.each([
  ['Bandit', 'B608', [89]],
  ['gosec', 'G401', [328]],
  ['golangci-lint', 'gosec:G401', [328]],
  ['SonarQube', 'java:S3649', [89, 20]],
  ['ESLint', 'security/detect-child-process', [78]],
  ['PHP_CodeSniffer', 'PHPCS_SecurityAudit.BadFunctions.EasyXSS.EasyXSSwarn', [79]],
  ['Find Security Bugs', 'SQL_INJECTION_JDBC', [89]],
  ['KICS', '6B896AFB-ca07-467a-b256-1a0077a1c08e', [732]],
  ['zizmor', 'unpinned-uses', [1357]],
  ['poutine', 'injection', [94, 78]],
  ['SARIF of a tool that nobody knows', 'B608', []],
  ['Bandit', '__proto__', []],
])('%s’s rule %s', (tool, rule, cwes) => {
  expect(weaknessesOfRule(found(rule), [tool])).toEqual(cwes)
})

test('what a rule looks for besides the class that its tool prints', () => {
  expect(weaknessesOfRule(found('B307', { cwes: [78] }), ['Bandit'])).toEqual([78, 95])
  expect(weaknessesOfRule(found('B405', { cwes: [20] }), ['Bandit'])).toEqual([20, 611])
  expect(weaknessesOfRule(found('B608', { cwes: [89] }), ['Bandit'])).toEqual([89])
  expect(weaknessesOfRule(found('B307', { cwes: [78] }), ['Semgrep'])).toEqual([78])
})

test('a category by the title, and what it is a part of', () => {
  const poorSeed = found('9F4C8D5E', { title: 'Insecure Randomness: Poor Seed' })
  expect(weaknessesOfRule(poorSeed, ['Fortify SCA'])).toEqual([338])
})

test('a tool that also tells what is in order means a weakness only where it rates it', () => {
  const offered = found('SSLv3', { kind: 'config', severity: 'high' })
  expect(weaknessesOfRule(offered, ['testssl.sh'])).toEqual([327])
  expect(weaknessesOfRule({ ...offered, severity: 'info' }, ['testssl.sh'])).toEqual([])
})

test('a secret in a file is hard-coded; one that was guessed at a service is not', () => {
  const secret = found('aws-access-token', { kind: 'secret' })
  expect(weaknessesOfRule({ ...secret, location: { path: 'a.ts' } }, ['Gitleaks'])).toEqual([798])
  expect(weaknessesOfRule(secret, ['Hydra'])).toEqual([])
})

test('each table names its source, tools of its own, and weaknesses that CWE knows', () => {
  const tools = ruleTables.flatMap((table) => table.tools)
  expect(tools).toHaveLength(new Set(tools).size)
  for (const { source, rules } of ruleTables) {
    expect(source).not.toBe('')
    const unknown = Object.entries(rules).filter(([, cwes]) => [cwes].flat().some((cwe) => !cweName(cwe)))
    expect(unknown).toEqual([])
  }
})

test('what the report says is not touched, what it leaves out arrives', async () => {
  const result = (rule: string, cwe?: object) => ({
    test_id: rule,
    test_name: rule,
    filename: 'a.py',
    line_number: 1,
    issue_severity: 'HIGH',
    issue_confidence: 'HIGH',
    issue_text: rule,
    ...(cwe && { issue_cwe: cwe }),
  })
  const report = { errors: [], metrics: {}, results: [result('B608'), result('B608', { id: 564 })] }
  const cwes = []
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  for await (const item of readReport(uploadOf(JSON.stringify(report)), options))
    if (item.type === 'observation') cwes.push(item.cwes)
  expect(cwes).toEqual([[89], [564]])
})
