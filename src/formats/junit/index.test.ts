import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { junit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(junit, fixture('empty.xml'))).toEqual([{ type: 'header', tool: 'JUnit' }])
})

test('one failure in all its fields', async () => {
  const [header, observation, ...others] = await itemsOfFile(junit, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'JUnit',
    target: 'acme-lint',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'deploy:No root user',
    title: 'No root user: runs as root',
    description: 'runs as root\n\nThe last USER is root.',
    severity: 'high',
    toolSeverity: 'high',
    cwes: [250],
    location: { path: 'deploy/Dockerfile', line: 7 },
    references: ['https://lint.example/root'],
    remediation: 'Add USER.',
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['rules', 'AcmeFailure'],
    raw: expect.stringContaining('<failure message="runs as root"'),
  })
})

test('scanners that write JUnit, errors, nested suites', async () => {
  const items = await itemsOfFile(junit, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      rule: 'CVE-2099-14697',
      title: 'CVE-2099-14697: libshop: stack',
      severity: 'medium',
      toolSeverity: 'MEDIUM',
      advisories: ['CVE-2099-14697'],
      component: { name: 'libshop', version: '1.1.22-r2' },
    },
    {
      kind: 'config',
      rule: 'smoke:answers',
      severity: 'unknown',
      fingerprints: { test: 'shop:1.2 (acmeos 9):smoke:answers' },
      tags: ['shop:1.2 (acmeos 9)', 'check-error'],
    },
    { rule: 'alone', tags: ['inner'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/testsuite/testsuite[1]/testcase[2]'])
})

test('linters say the file as the suite, or the place at the end of the message', async () => {
  const ruff = observationsIn(await itemsOfFile(junit, fixture('ruff.xml')))
  expect(ruff).toMatchObject([
    {
      kind: 'code',
      rule: 'E401',
      title: 'Multiple imports on one line',
      severity: 'high',
      tool: 'ruff',
      location: { path: 'srv/shop/bad.py', line: 1, column: 1 },
    },
    { rule: 'S105', location: { path: 'srv/shop/bad.py', line: 2, column: 12 } },
  ])
  const cfnLint = observationsIn(await itemsOfFile(junit, fixture('cfn-lint.xml')))
  expect(cfnLint.map(({ location }) => location)).toEqual([
    { path: 'stack.yaml', line: 7, column: 7 },
    { path: 'stack.yaml', line: 6, column: 7 },
    expect.objectContaining({ path: 'stack.yaml' }),
  ])
  expect(cfnLint[0]?.references).toEqual([
    'https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/cfn-schema-specification.md#properties',
  ])
  const [eslint] = observationsIn(
    await itemsOf(
      junit,
      `<testsuites><testsuite package="org.eslint" name="/srv/app.js" tests="1"><testcase name="org.eslint.no-eval" classname="/srv/app">
<failure message="eval can be harmful."><![CDATA[line 4, col 2, Error - eval can be harmful. (no-eval)]]></failure></testcase></testsuite></testsuites>`,
    ),
  )
  expect(eslint).toMatchObject({
    rule: 'no-eval',
    title: 'eval can be harmful.',
    severity: 'high',
    tool: 'eslint',
    location: { path: 'srv/app.js', line: 4, column: 2 },
  })
})

test.each(['<a/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(junit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root, behind whatever knows more', () => {
  const detect = (name: string) =>
    junit.detect({ syntax: 'xml', head: `<${name}>`, root: { name, namespace: '', attributes: {} } })
  expect(detect('testsuites')).toBe(0.6)
  expect(detect('testsuite')).toBe(0.6)
  expect(detect('report')).toBe(0)
})

test('what tools say in ways of their own', async () => {
  const found = observationsIn(await itemsOfFile(junit, fixture('dialects.xml')))
  expect(found).toMatchObject([
    {
      tool: 'golangci-lint',
      rule: 'errcheck',
      title: 'Error return value of `file.Close` is not checked',
      severity: 'unknown',
      location: { path: 'internal/auth/tokens.go', line: 23, column: 18, snippet: 'defer file.Close()' },
    },
    {
      kind: 'secret',
      rule: 'gosec:G101',
      title: 'Potential hardcoded credentials',
      severity: 'high',
      secret: 'shop_4f9c1e77a0b24d5e9c3d',
    },
    {
      tool: 'tfsec',
      kind: 'config',
      rule: 'aws-ebs-encryption-customer-key',
      title: 'EBS volume does not use a customer-managed KMS key.',
      severity: 'low',
      location: {
        path: 'modules/data/main.tf',
        line: 42,
        endLine: 43,
        snippet: 'resource "aws_ebs_volume" "archive" {\n  encrypted         = false',
      },
      references: ['https://aquasecurity.github.io/tfsec/latest/checks/aws/ebs/encryption-customer-key/'],
    },
    {
      tool: 'TFLint',
      rule: 'terraform_unused_declarations',
      severity: 'medium',
      location: { path: 'variables.tf', line: 11, column: 1 },
    },
    { tool: 'Conftest', rule: 'main', title: 'no limits', location: { path: 'k8s/deployment.yaml' } },
    {
      tool: 'kube-score',
      rule: 'Container Resources',
      title: 'Container Resources: (watch) CPU limit is not set',
      resource: { address: 'DaemonSet/kube-system/node-watch', type: 'DaemonSet', provider: 'kubernetes' },
    },
    {
      tool: 'Semgrep',
      kind: 'code',
      rule: 'rules.go-weak-hash',
      severity: 'medium',
      location: { path: 'auth/passwords.go', line: 30, snippet: expect.stringContaining('sha1.New()') },
    },
    { kind: 'secret', rule: 'generic.secrets.till-key', secret: 'till_9d27c6f1e0a84b35' },
    {
      tool: 'mypy',
      rule: 'no-untyped-def',
      severity: 'high',
      location: { path: 'ledger/signing.py', line: 9 },
    },
    { tool: 'mypy', rule: 'name-defined', location: { path: 'ledger/signing.py', line: 13 } },
    { rule: 'eslint(no-eval)', kind: 'code', location: { path: 'app.js', line: 1, column: 9 } },
  ])
  for (const one of found) expect(one).not.toHaveProperty('fingerprints')
})

test('a test that fails with a stack trace is one observation', async () => {
  const text = `<testsuite name="unit"><testcase name="t" classname="a"><failure message="boom">Traceback:
a.py:1: AssertionError</failure></testcase></testsuite>`
  expect(observationsIn(await itemsOf(junit, text))).toMatchObject([{ rule: 'a:t', title: 't: boom' }])
})

const suite = (attributes: string, cases: string) =>
  itemsOf(junit, `<testsuites><testsuite ${attributes}>${cases}</testsuite></testsuites>`).then(
    observationsIn,
  )

test('linters that name the place in a case, in its text or in both', async () => {
  expect(
    await suite(
      'name="/srv/till.php"',
      '<testcase name="PEAR.Functions.Brace at /srv/till.php (4:31)"><failure type="warning" message="Put the brace below"/></testcase>',
    ),
  ).toMatchObject([
    {
      tool: 'PHP_CodeSniffer',
      kind: 'code',
      rule: 'PEAR.Functions.Brace',
      title: 'Put the brace below',
      severity: 'medium',
      location: { path: 'srv/till.php', line: 4, column: 31 },
    },
  ])
  expect(
    await suite(
      'name="rubocop"',
      `<testcase classname="app.till" name="Security/Eval"><failure type="Security/Eval" message="Security/Eval: Do not eval.">
        /srv/app/till.rb:8:5
      </failure></testcase>`,
    ),
  ).toMatchObject([
    {
      tool: 'RuboCop',
      kind: 'code',
      rule: 'Security/Eval',
      title: 'Do not eval.',
      location: { path: 'srv/app/till.rb', line: 8, column: 5 },
    },
  ])
  expect(
    await suite(
      'name="cpplint"',
      '<testcase name="src/till.c"><failure>0: No copyright. [legal/copyright] [5]\n7: Use snprintf. [runtime/printf] [4]</failure></testcase>',
    ),
  ).toMatchObject([
    { tool: 'cpplint', rule: 'legal/copyright', title: 'No copyright.', location: { path: 'src/till.c' } },
    {
      tool: 'cpplint',
      rule: 'runtime/printf',
      title: 'Use snprintf.',
      location: { path: 'src/till.c', line: 7 },
    },
  ])
  expect(
    await suite(
      'name="markdownlint-cli2-formatter-junit"',
      '<testcase classname="README.md" name="MD022/blanks-around-headings"><failure message="Blank lines around headings">Line 3, Expected: 1; Actual: 0</failure></testcase>',
    ),
  ).toMatchObject([
    {
      tool: 'markdownlint',
      kind: 'code',
      rule: 'MD022',
      title: 'Blank lines around headings',
      description: 'Blank lines around headings\n\nExpected: 1; Actual: 0',
      location: { path: 'README.md', line: 3 },
      tags: ['blanks-around-headings'],
    },
  ])
  expect(
    await suite(
      'package="net.csslint" name="/srv/shop.css"',
      '<testcase name="net.csslint.Requireuseofknownproperties"><error message="Unknown property colr.">2:5:a { colr: red; }</error></testcase>',
    ),
  ).toMatchObject([
    {
      tool: 'CSSLint',
      kind: 'code',
      rule: 'Requireuseofknownproperties',
      location: { path: 'srv/shop.css', line: 2, column: 5, snippet: 'a { colr: red; }' },
    },
  ])
})
