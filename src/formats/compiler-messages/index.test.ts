import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { compilerMessages } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const read = async (text: string) => observationsIn(await itemsOf(compilerMessages, text))

test('one message in all its fields', async () => {
  expect(await itemsOfFile(compilerMessages, fixture('one.txt'))).toStrictEqual([
    { type: 'header' },
    {
      type: 'observation',
      kind: 'code',
      rule: 'call-overload',
      title: 'No overloads for "join" match the provided arguments',
      severity: 'high',
      toolSeverity: 'error',
      location: { path: 'ledger/api/imports.py', line: 16, column: 12 },
      raw: 'ledger/api/imports.py:16:12: error: No overloads for "join" match the provided arguments  [call-overload]',
    },
  ])
})

test('the code that is shown below belongs to the message, a note explains it', async () => {
  expect(observationsIn(await itemsOfFile(compilerMessages, fixture('many.txt')))).toMatchObject([
    { rule: 'errcheck', severity: 'unknown', location: { line: 23, snippet: 'defer file.Close()' } },
    { rule: 'errcheck', location: { line: 24, column: 14 } },
    {
      rule: 'unused-variable',
      title: "unused variable 'till'",
      severity: 'medium',
      location: { path: 'main.c', line: 4, snippet: 'int till = 1;' },
    },
    {
      rule: 'conflicting types for …',
      severity: 'high',
      related: [
        { path: 'main.c', line: 2, column: 5, message: "previous declaration of 'open_till' was here" },
      ],
    },
  ])
})

test.each([
  [
    'gateway/audit.go:29:9:error(go-sql-by-string):	return q("SELECT: x"):SQL is put together.',
    'go-sql-by-string',
    'high',
    'SQL is put together.',
  ],
  [
    'audit.go:17:2:W:rules.go-secret-in-log:A password is written to the log.',
    'rules.go-secret-in-log',
    'medium',
    'A password is written to the log.',
  ],
  [
    'internal/audit.go:23:18      errcheck  Error return value is not checked',
    'errcheck',
    'unknown',
    'Error return value is not checked',
  ],
  [
    'ledger/db.py:16:80: E501 line too long (85 > 79 characters)',
    'E501',
    'unknown',
    'line too long (85 > 79 characters)',
  ],
  ['ledger/db.py:16: [E501] line too long', 'E501', 'unknown', 'line too long'],
  [
    'ledger/db.py:1:0: C0114: Missing module docstring (missing-module-docstring)',
    'C0114',
    'low',
    'Missing module docstring',
  ],
  [
    'ledger/db.py:6: [C0116(missing-function-docstring), f] Missing docstring',
    'C0116',
    'low',
    'Missing docstring',
  ],
  [
    'ledger/db.py(6): [C0116(missing-function-docstring)f] Missing docstring',
    'C0116',
    'low',
    'Missing docstring',
  ],
  [
    './deploy/ledger.yaml:1:1: [warning] missing document start "---" (document-start)',
    'document-start',
    'medium',
    'missing document start "---"',
  ],
  ['/srv/a.py:16:12 - error: No overloads (reportCallIssue)', 'reportCallIssue', 'high', 'No overloads'],
  [
    'variables.tf:11:1: Warning - variable "x" is not used (terraform_unused)',
    'terraform_unused',
    'medium',
    'variable "x" is not used',
  ],
  [
    '.github/workflows/build.yml:12:15: the runner is too old [action]',
    'action',
    'unknown',
    'the runner is too old',
  ],
  ['src/app.ts(3,5): error TS2322: Type is not assignable.', 'TS2322', 'high', 'Type is not assignable.'],
  ['/srv/app.js:4:2: eval can be harmful. [Error/no-eval]', 'no-eval', 'high', 'eval can be harmful.'],
  [
    'i.html:1:1: Doctype must be declared. [error/doctype-first]',
    'doctype-first',
    'high',
    'Doctype must be declared.',
  ],
  [
    'app.js:1:9: eval can be harmful. [Warning/eslint(no-eval)]',
    'eslint(no-eval)',
    'medium',
    'eval can be harmful.',
  ],
  ['s.css:1:33: Empty block (block-no-empty) [error]', 'block-no-empty', 'high', 'Empty block'],
  ['/srv/app.js(4,2): error no-eval : eval can be harmful.', 'no-eval', 'high', 'eval can be harmful.'],
  ['o.yaml:2:6 error oas3-schema ""info" is wrong."', 'oas3-schema', 'high', '"info" is wrong.'],
  [
    '/srv/app.js: line 4, col 2, Error - eval can be harmful. (no-eval)',
    'no-eval',
    'high',
    'eval can be harmful.',
  ],
  [
    'app/till.rb:4:2: W: Lint/UselessAssignment: Useless assignment.',
    'Lint/UselessAssignment',
    'medium',
    'Useless assignment.',
  ],
  [
    'Dockerfile:3 DL3008 warning: Pin versions in apt get install.',
    'DL3008',
    'medium',
    'Pin versions in apt get install.',
  ],
  [
    'run.sh:2:6: note: Double quote to prevent globbing. [SC2086]',
    'SC2086',
    'low',
    'Double quote to prevent globbing.',
  ],
  [
    'src/till.c:7:  [4] (buffer) strcpy:  Does not check for overflows.',
    'strcpy',
    'high',
    'Does not check for overflows.',
  ],
  [
    'ledger/a.py:11: B608[bandit]: MEDIUM: Possible SQL injection vector.',
    'B608',
    'medium',
    'Possible SQL injection vector.',
  ],
  ['src/till.c:7:  Use snprintf.  [runtime/printf] [4]', 'runtime/printf', 'unknown', 'Use snprintf.'],
  [
    'src/till.c(7): error cpplint: [runtime/printf] Use snprintf. [4]',
    'runtime/printf',
    'unknown',
    'Use snprintf.',
  ],
  [
    'deploy/stack.yaml:3:3:3:9:W2001:Parameter Unused not used.',
    'W2001',
    'medium',
    'Parameter Unused not used.',
  ],
  [
    '[ERROR] /srv/Till.java:2:15: Avoid the star. [AvoidStarImport]',
    'AvoidStarImport',
    'high',
    'Avoid the star.',
  ],
  [
    '[WARNING] src/Till.java:[2,15] (imports) AvoidStarImport: Avoid the star.',
    'AvoidStarImport',
    'medium',
    'Avoid the star.',
  ],
  ['/srv/Till.java:17:17 SECPR: Random is predictable (M) ', 'SECPR', 'unknown', 'Random is predictable'],
  [
    'M S Dm: Constant password in shop.Till.open()  At Till.java:[line 16]',
    'Dm',
    'unknown',
    'Constant password in shop.Till.open()',
  ],
  ['src/Till.java:7:\tCloseResource:\tClose it after use', 'CloseResource', 'unknown', 'Close it after use'],
  ['/srv/till.php:4   EvalExpression         Avoid eval.', 'EvalExpression', 'unknown', 'Avoid eval.'],
  [
    'site.yml:1:3: name[play][/]: All plays should be named.',
    'name[play]',
    'unknown',
    'All plays should be named.',
  ],
  ['site.yml:9:7: risky-shell-pipe: Set pipefail.', 'risky-shell-pipe', 'unknown', 'Set pipefail.'],
  ['hadolint:web/Dockerfile:2: DL4000 error: MAINTAINER is old', 'DL4000', 'high', 'MAINTAINER is old'],
  ['C:\\src\\till.cs(6,2): warning CA2100: Review SQL queries.', 'CA2100', 'medium', 'Review SQL queries.'],
])('%s', async (line, rule, severity, title) => {
  const [found] = await read(`${line}\n`)
  expect(found).toMatchObject({ rule, severity, title, location: { line: expect.any(Number) } })
  expect(compilerMessages.detect({ syntax: 'text', head: `${line}\n` })).toBeGreaterThan(0.5)
})

test('a file may stand above what is said of it', async () => {
  const report = [
    '/srv/shop/till.js',
    '  4:2   error    eval can be harmful.       no-eval',
    '  9:10  warning  "x"  is  never used        no-unused-vars',
    'a.sol',
    '  1:1  ✖  Unknown unit  unit-no-unknown',
    'deploy/stack.yaml',
    '  1:1       warning  missing document start "---"  (document-start)',
    'openapi.yaml',
    '  2:6  warning  info-contact  Info has no "contact".  info',
    'stack.yaml',
    '7:45:               E3002     Not allowed.',
    '== app/till.rb ==',
    'W:  4: 12: [Correctable] Lint/UselessAssignment: Useless assignment.',
    '  12:1  error  the file broke off',
    '',
    '✖ 8 problems (5 errors, 3 warnings)',
    '',
  ].join('\n')
  expect(compilerMessages.detect({ syntax: 'text', head: report })).toBe(0.6)
  const found = (await read(report)).map(({ rule, title, severity, location }) => [
    location?.path,
    location?.line,
    location?.column,
    severity,
    rule,
    title,
  ])
  expect(found).toEqual([
    ['srv/shop/till.js', 4, 2, 'high', 'no-eval', 'eval can be harmful.'],
    ['srv/shop/till.js', 9, 10, 'medium', 'no-unused-vars', '"x" is never used'],
    ['a.sol', 1, 1, 'high', 'unit-no-unknown', 'Unknown unit'],
    ['deploy/stack.yaml', 1, 1, 'medium', 'document-start', 'missing document start "---"'],
    ['openapi.yaml', 2, 6, 'medium', 'info-contact', 'Info has no "contact".'],
    ['stack.yaml', 7, 45, 'high', 'E3002', 'Not allowed.'],
    ['app/till.rb', 4, 12, 'medium', 'Lint/UselessAssignment', 'Useless assignment.'],
    ['app/till.rb', 12, 1, 'high', 'the file broke off', 'the file broke off'],
  ])
})

test('cpplint has line 0 for a file; a note with a rule is a result of its own', async () => {
  const found = await read(
    'till.c:0:  No copyright.  [legal/copyright] [5]\nrun.sh:2:6: warning: Quote it. [SC2086]\nrun.sh:3:6: note: Quote this. [SC2086]\n',
  )
  expect(found).toMatchObject([
    { rule: 'legal/copyright', location: { path: 'till.c' } },
    { rule: 'SC2086', location: { line: 2 } },
    { rule: 'SC2086', severity: 'low', location: { line: 3 } },
  ])
  expect(found[0]?.location?.line).toBeUndefined()
})

test('rustc and Clippy have the place below', async () => {
  const report = `    Checking till v0.1.0 (/srv/till)
warning: unused variable: \`y\`
 --> src/main.rs:9:9
  |
9 |     let y = 1;
  |         ^ help: prefix it with an underscore: \`_y\`
  |
  = note: \`#[warn(unused_variables)]\` (part of \`#[warn(unused)]\`) on by default

error: equal expressions as operands to \`==\`
 --> src/main.rs:5:5
  |
5 |     x == x
  |     ^^^^^^
  |
  = help: for further information visit https://rust-lang.github.io/rust-clippy/rust-1.95.0/index.html#eq_op
help: change this to
  |
5 -     x == x
5 +     true
  |

error[E0425]: cannot find value \`coin\` in this scope
 --> src/main.rs:3:7

warning: \`till\` (bin "till") generated 1 warning
error: could not compile \`till\` (bin "till") due to 2 previous errors; 1 warning emitted
`
  expect(compilerMessages.detect({ syntax: 'text', head: report })).toBe(0.6)
  const found = await read(report)
  expect(found).toMatchObject([
    {
      rule: 'unused_variables',
      title: 'unused variable: `y`',
      severity: 'medium',
      location: { path: 'src/main.rs', line: 9, column: 9, snippet: 'let y = 1;' },
    },
    { rule: 'clippy::eq_op', severity: 'high', location: { line: 5, snippet: 'x == x' } },
    { rule: 'E0425', title: 'cannot find value `coin` in this scope', location: { line: 3, column: 7 } },
  ])
  expect(found[0]?.raw).toMatch(/^warning: unused variable/)
  expect(found[0]?.raw).not.toContain('equal expressions')
})

test('a message without a rule is known by its words, without the names and numbers in them', async () => {
  const [one, other] = await read(
    "a.py:8: unused function 'find' (60% confidence)\nb.py:9: unused function 'show' (100% confidence)\n",
  )
  expect(one?.rule).toBe('unused function … (…% confidence)')
  expect(other?.rule).toBe(one?.rule)
})

test('a password that a message prints is a secret', async () => {
  const [found] = await read("ledger/a.py:2: B105[bandit]: LOW: Possible hardcoded password: 'earl-grey-7'\n")
  expect(found).toMatchObject({ kind: 'secret', rule: 'B105', secret: 'earl-grey-7' })
})

test('colors are no part of the text', async () => {
  const [found] = await read('\u001b[1ma.py\u001b[0m:1:2: \u001b[31merror:\u001b[0m bad\n')
  expect(found).toMatchObject({ title: 'bad', severity: 'high', location: { path: 'a.py' } })
})

test.each(['', 'hello\n', '12:30:05 started\nhttp://a.example:80 answers\n'])('refuses %j', async (text) => {
  await expect(itemsOf(compilerMessages, text)).rejects.toThrow(UnreadableReport)
})

test.each([
  '2026-11-28 12:30:05 INFO started\n2026-11-28 12:30:06 INFO a.py:1:2: bad\n',
  'Error: boom\n    at run (/srv/app.js:4:2)\n',
  'shop.example:443: open\nshop.example:80: open\n',
  'Shop.Test.A:0:*:5348\nShop.Test.B:0:*:5350\n',
  'all is well\nsrc/a.py:1:2: E1 x\nand so on\n',
])('%j is a log that names files now and then', (head) => {
  expect(compilerMessages.detect({ syntax: 'text', head })).toBe(0)
})
