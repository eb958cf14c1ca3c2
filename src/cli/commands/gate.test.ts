import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownFormats } from '../../formats/known-formats.ts'
import { runHere } from '../gate/test-command-line.ts'

const REPORTS = join(import.meta.dirname, '../../../examples/reports/ledger')
const now = (name: string): string => join(REPORTS, '2026-11-16', name)
const earlier = (name: string): string => join(REPORTS, '2026-09-14', name)

let folder: string
beforeAll(async () => {
  // All formats at once: the first test would wait for them.
  await knownFormats()
  folder = await mkdtemp(join(tmpdir(), 'stance-gate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const gate = (...args: string[]) => runHere(['gate', ...args])
const json = (text: string) => JSON.parse(text)

describe('the verdict', () => {
  test('is blocked by what is new, with why and the fix', async () => {
    const { code, stdout } = await gate(
      now('grype.json'),
      now('osv-scanner.json'),
      '--baseline',
      earlier('grype.json'),
      earlier('osv-scanner.json'),
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/pyspark@3\.0\.3/)
    expect(stdout).toMatch(/why: This vulnerability is exploited in the wild/)
    expect(stdout).toMatch(/fix: Update pyspark 3\.0\.3 to 3\.1\.1 or later/)
  })

  test('gives the words of the effect, not why the rule does the rest', async () => {
    const policy = await file(
      'reasons.yaml',
      `policy: mine
version: 1
rules:
  - { id: all, when: finding.isNew, then: { block: Not before the freeze ends., rank: 5 }, why: It is new. }
`,
    )
    const { stdout } = await gate(now('bandit.json'), '--policy', policy)
    expect(stdout).toContain('why: Not before the freeze ends.')
    expect(stdout).not.toContain('It is new.')
  })

  test('holds for clean reports that look like nothing, where it is said whose they are', async () => {
    const leaks = await file('leaks.json', '[]')
    const hog = await file('hog.jsonl', '')
    const reports = [leaks, hog, now('bandit.json'), '--baseline', leaks, hog, now('bandit.json')]
    const named = ['--format', `${leaks}=gitleaks`, '--format', `${hog}=trufflehog`]
    expect(await gate(...reports, ...named)).toMatchObject({ code: 0 })
    expect((await gate(...reports)).stderr).toContain('--format FILE=ID')
    expect((await gate(leaks, '--format', 'gitleaks')).code).toBe(0)
    expect(await gate(leaks, '--format', 'other.json=gitleaks')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none of the reports'),
    })
  })

  test('is pass where nothing is', async () => {
    const { code, stdout } = await gate(now('bandit.json'), '--baseline', now('bandit.json'), '--json')
    expect(code).toBe(0)
    expect(json(stdout)).toMatchObject({
      verdict: 'pass',
      counts: { new: 0, fixed: 0 },
      policy: { name: 'default', version: '1' },
    })
  })

  test('--warn-only blocks nothing', async () => {
    const { code, stdout } = await gate(now('bandit.json'), '--warn-only', '--json')
    expect(code).toBe(0)
    expect(json(stdout).counts).toMatchObject({ blocked: 0 })
    expect(json(stdout).counts.warned).toBeGreaterThan(10)
  })

  test('--override lets pass and is told in every output', async () => {
    const sarif = join(folder, 'override.sarif')
    const { code, stdout } = await gate(
      now('bandit.json'),
      '--override',
      'the shop is down, ticket 4711',
      '--sarif',
      sarif,
    )
    expect(code).toBe(0)
    expect(stdout).toContain('Let pass: the shop is down, ticket 4711')
    expect(await readFile(sarif, 'utf8')).toContain('ticket 4711')
  })

  test('goes by policies of files and of those that come along', async () => {
    const mine = await file(
      'mine.yaml',
      'policy: mine\nversion: 3\nrules: [{ id: imports, for: { kind: code }, then: { review: look } }]',
    )
    const { code, stdout } = await gate(now('bandit.json'), '--policy', mine, '--policy', 'secrets', '--json')
    expect(code).toBe(1)
    expect(json(stdout)).toMatchObject({ policy: { name: 'mine + secrets', version: '3 + 2' } })
    expect(json(stdout).counts.review).toBeGreaterThan(10)
  })

  test('prints no secret anywhere', async () => {
    const secret = 'ghp_An0therMadeUpTokenThatOpensNothing97'
    const report = await file(
      'leak.json',
      JSON.stringify([
        {
          RuleID: 'github-pat',
          Description: `Found ${secret}`,
          StartLine: 1,
          File: 'a.ts',
          Match: `token=${secret}`,
          Secret: secret,
          Fingerprint: 'a.ts:github-pat:1',
        },
      ]),
    )
    const names = ['s.sarif', 'j.xml', 'c.md', 'k.json'].map((name) => join(folder, name))
    const [sarif, junit, markdown, check] = names as [string, string, string, string]
    const written = ['--sarif', sarif, '--junit', junit, '--markdown', markdown, '--check', check]
    const { code, stdout } = await gate(report, '--json', ...written)
    expect(code).toBe(1)
    for (const text of [stdout, ...(await Promise.all(names.map((name) => readFile(name, 'utf8'))))]) {
      expect(text).toMatch(/ghp\\?_…97/)
      expect(text).not.toContain(secret)
    }
  })
})

describe('what cannot be decided ends with 2 and one line', () => {
  test.each([
    ['a report that is none', () => [join(REPORTS, '../../README.md')], /README\.md: .*no format/],
    ['a report that is not there', () => ['/nowhere/a.json'], /no such file/],
    [
      'a baseline that is not there',
      () => [now('bandit.json'), '--baseline', '/nowhere/b.json'],
      /b\.json: there is no such file/,
    ],
    [
      'a baseline that is broken',
      async () => [now('bandit.json'), '--baseline', await file('cut.json', '{"results": [')],
      /cut\.json/,
    ],
    [
      'a policy that is not there',
      () => [now('bandit.json'), '--policy', 'nothing'],
      /nor a policy of this name: .*default/,
    ],
    [
      'a broken policy',
      async () => [
        now('bandit.json'),
        '--policy',
        await file(
          'bad.yaml',
          'policy: bad\nversion: 1\nrules:\n  - { id: a, when: finding.nope, then: { block: x } }',
        ),
      ],
      /bad\.yaml.*line 4, column 28/,
    ],
    [
      'a server that is not there',
      () => [now('bandit.json'), '--asset', 'shop'],
      /There is no Stance to ask/,
    ],
    [
      'two baselines',
      () => [now('bandit.json'), '--asset', 'shop', '--baseline', now('bandit.json')],
      /not with both/,
    ],
    [
      'an override without a reason',
      () => [now('bandit.json'), '--override', 'asap'],
      /at least 10 characters/,
    ],
    ['a grace that is no number', () => [now('bandit.json'), '--grace', 'soon'], /number of days/],
    ['a grace that is no date', () => [now('bandit.json'), '--grace-until', 'soon'], /takes a date/],
    [
      'an output that cannot be written',
      () => [now('bandit.json'), '--sarif', join(now('bandit.json'), 'a.sarif')],
      /can't be written/,
    ],
    ['no report', () => [], /missing required argument/],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await gate(...(await args()))
    expect(code).toBe(2)
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('(add')),
    ).toHaveLength(1)
    expect(stderr).toMatch(message)
  })

  test('and says so in the outputs, so that no older one is believed', async () => {
    const junit = await file('old.xml', '<testsuites/>')
    const { code, stdout } = await gate('/nowhere/a.json', '--junit', junit, '--json')
    expect(code).toBe(2)
    expect(json(stdout)).toMatchObject({
      verdict: 'undecided',
      problems: [{ message: expect.stringContaining('no such file') }],
    })
    expect(await readFile(junit, 'utf8')).toContain('<error')
  })
})

test('5,000 results against 5,000 take less than 5 seconds', async () => {
  const report = (shift: number): string =>
    JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'big', rules: [] } },
          results: Array.from({ length: 5_000 }, (_, i) => ({
            ruleId: `rule-${i % 50}`,
            level: 'error',
            message: { text: `Finding ${i}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: `src/${i % 40}.ts` },
                  region: {
                    startLine: i + shift,
                    snippet: {
                      text: `call${i % 300}(input${Math.floor(i / 300) + (i % 100 === 0 ? shift : 0)})`,
                    },
                  },
                },
              },
            ],
          })),
        },
      ],
    })
  const [a, b] = [await file('now.sarif', report(7)), await file('before.sarif', report(0))]
  const [begin, cpu] = [performance.now(), process.cpuUsage()]
  const { code, stdout } = await gate(
    a,
    '--baseline',
    b,
    '--json',
    '--sarif',
    join(folder, 'big.sarif'),
    '--junit',
    join(folder, 'big.xml'),
  )
  const { user, system } = process.cpuUsage(cpu)
  console.info(
    `5,000 against 5,000: ${Math.round(performance.now() - begin)} ms, ${Math.round((user + system) / 1_000)} ms of processor time`,
  )
  expect(json(stdout).counts).toMatchObject({ blocked: json(stdout).counts.new })
  expect(json(stdout).counts.new + json(stdout).counts.old).toBe(5_000)
  expect([0, 1]).toContain(code)
  // Of the processor, because other work on the machine must not fail the test.
  expect((user + system) / 1_000).toBeLessThan(5_000)
})

test('the policy that stands in the repository is added, and can only make things stricter', async () => {
  const before = process.cwd()
  const root = await mkdtemp(join(folder, 'repository-'))
  await mkdir(join(root, '.stance'))
  const own = (rules: string) =>
    writeFile(join(root, '.stance/policy.yaml'), `policy: own\nversion: 1\nrules:\n  - ${rules}\n`)
  process.chdir(root)
  try {
    await own('{ id: soft, for: { tool: Bandit }, then: { ignore: we know } }')
    const loose = await gate(now('bandit.json'), '--json')
    expect(json(loose.stdout)).toMatchObject({ policy: { name: 'default + own' }, counts: { ignored: 0 } })
    expect(loose.code).toBe(1)
    await own('{ id: hard, when: finding.severity == "low", then: { block: not here } }')
    const strict = json((await gate(now('bandit.json'), '--json')).stdout)
    expect(strict.counts.blocked).toBeGreaterThan(json(loose.stdout).counts.blocked)
    expect(
      strict.findings.some(
        ({ policy, effect }: { policy: string; effect: string }) => policy === 'own' && effect === 'block',
      ),
    ).toBe(true)
    // Naming it is trusting it.
    await own('{ id: soft, for: { tool: Bandit }, then: { ignore: we know } }')
    const trusted = await gate(
      now('bandit.json'),
      '--policy',
      'default',
      '--policy',
      '.stance/policy.yaml',
      '--json',
    )
    expect(json(trusted.stdout)).toMatchObject({ verdict: 'pass', policy: { name: 'default + own' } })
    await own('{ id: broken }')
    expect((await gate(now('bandit.json'))).code).toBe(2)
  } finally {
    process.chdir(before)
  }
})

describe('stance policy', () => {
  test('check says what is wrong and where, and what no test shows', async () => {
    const good = await file(
      'good.yaml',
      'policy: good\nversion: 1\nrules: [{ id: a, for: { kind: code }, then: { block: x } }]',
    )
    expect(await runHere(['policy', 'check', good])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No test shows that these decide anything: a.'),
    })
    const bad = await file(
      'bad2.yaml',
      'policy: bad\nversion: 1\nrules:\n  - { id: a, for: { kind: code }, then: { notify: x, explode: y } }',
    )
    expect(await runHere(['policy', 'check', bad])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/line 4.*notify\.0: write owner, team:Name.*explode is no effect/),
    })
  })

  test('test runs the tests beside the rules', async () => {
    expect(await runHere(['policy', 'test', 'default', 'secrets'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/default 1: 9 of 9[\s\S]*secrets 2: 5 of 5/),
    })
    const wrong = await file(
      'wrong.yaml',
      'policy: wrong\nversion: 1\nrules: [{ id: a, for: { kind: code }, then: { block: x } }]\ntests: [{ name: never, expect: none }]',
    )
    expect(await runHere(['policy', 'test', wrong])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/wrong\.yaml:4 never: expected none, got block by a/),
    })
  })

  test('list and show tell of those that come along', async () => {
    expect((await runHere(['policy', 'list', '--json'])).stdout).toContain('"kev-within-14-days"')
    expect((await runHere(['policy', 'show', 'default'])).stdout).toContain('policy: default')
  })
})
