import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownFormats } from '../../formats/known-formats.ts'
import { runHere } from './test-command-line.ts'

// The command line of each example is expanded by a real shell, with a STANCE that prints its arguments, and run in this process.

const ROOT = join(import.meta.dirname, '../../..')
const NOW = join(ROOT, 'examples/reports/ledger/2026-11-16')
const BEFORE = join(ROOT, 'examples/reports/ledger/2026-09-14')

let folder: string
beforeAll(async () => {
  // All formats at once: the first test would wait for them.
  await knownFormats()
  folder = await mkdtemp(join(tmpdir(), 'stance-gate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The arguments that a script gives to stance. */
async function argumentsOf(script: string, env: Record<string, string>): Promise<string[]> {
  // NUL parts what spaces may be in.
  const show = `show() { printf '%s\\0' "$@"; }`
  const text = script.replace('exec $STANCE', '$STANCE')
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', STANCE: 'show', ...env } }
    execFile('bash', ['-c', `${show}\n${text}`], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout.split('\0').slice(0, -1)),
    )
  })
}

const EXAMPLES: [string, RegExp][] = [
  ['github-action/action.yml', /^ {8}(\$STANCE gate .*)$/m],
  ['gitlab/stance-gate.yml', /^ {4}- (\$STANCE gate .*)$/m],
  ['jenkins/Jenkinsfile', /sh '(\$STANCE gate .*)'$/m],
  ['azure-pipelines/azure-pipelines.yml', /- bash: (\$STANCE gate .*)$/m],
  ['pre-commit/pre-commit', /^([\s\S]*)$/],
  ['pre-push/pre-push', /^([\s\S]*)$/],
]

async function runExample(file: string, pattern: RegExp, reports: string, more: Record<string, string> = {}) {
  const text = await readFile(join(ROOT, 'examples/gate', file), 'utf8')
  const [, script = ''] = pattern.exec(text) ?? []
  const baseline = join(BEFORE, file.startsWith('pre-push') ? 'semgrep.json' : 'bandit.json')
  const names = {
    SOURCE: 'x',
    CI_COMMIT_REF_NAME: 'x',
    CHANGE_BRANCH: 'x',
    SYSTEM_PULLREQUEST_SOURCEBRANCH: 'x',
  }
  const args = await argumentsOf(script, {
    REPORTS: reports,
    BASELINE: baseline,
    POLICY: 'default',
    ...names,
    ...more,
  })
  expect(args[0]).toBe('gate')
  // What the example writes lies in the test's folder.
  return runHere(args.map((arg) => (/^stance[-.]/.test(arg) ? join(folder, arg) : arg)))
}

test.each(EXAMPLES)('%s blocks what is new', async (file, pattern) => {
  const reports = { 'pre-commit/pre-commit': 'gitleaks.json', 'pre-push/pre-push': 'semgrep.json' }
  const report = join(NOW, reports[file as keyof typeof reports] ?? 'bandit.json')
  const { code, stdout, stderr } = await runExample(file, pattern, report)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/BLOCKED: \d+ findings block this change/)
  expect(code).toBe(1)
})

test.each(EXAMPLES)('%s lets pass what is not', async (file, pattern) => {
  const clean = join(folder, 'gitleaks.json')
  await writeFile(clean, '[]\n')
  const reports = { 'pre-commit/pre-commit': clean, 'pre-push/pre-push': join(BEFORE, 'semgrep.json') }
  const report = reports[file as keyof typeof reports] ?? join(BEFORE, 'bandit.json')
  const { code, stdout } = await runExample(file, pattern, report)
  expect(stdout).toMatch(/PASS: Nothing blocks/)
  expect(code).toBe(0)
})

test('the hook before a push takes an override', async () => {
  const [file, pattern] = EXAMPLES[5] as [string, RegExp]
  const { code, stdout } = await runExample(file, pattern, join(NOW, 'semgrep.json'), {
    STANCE_OVERRIDE: 'the shop is down, ticket 4711',
  })
  expect(stdout).toContain('Let pass: the shop is down, ticket 4711')
  expect(code).toBe(0)
})
