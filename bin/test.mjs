// The whole gate on any Node from 20 on: installs what is missing, then runs every step, also after one that failed.
// `--quick` leaves hostile mutations, long tests, whole processes and the browser out. The last line is `N passed, N failed`; types and lint count as one each.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { ensureInstalled, ROOT, run } from './install.mjs'
import { ensureNode } from './node.mjs'
import { ensureWeb } from './web.mjs'

const RESULTS = join(ROOT, '.cache/test-results')
const modules = (path) => join(ROOT, 'node_modules', path)
const totals = { passed: 0, failed: 0 }
/** What failed, to be said again at the end: whoever reads a long log reads its last lines. */
const failures = []

async function step(name, work) {
  process.stdout.write(`\n── ${name}\n`)
  await counted(name, work)
}

async function counted(name, work) {
  const { passed, failed } = await work().then(
    (counts) => counts ?? { passed: 1, failed: 0 },
    (error) => {
      process.stdout.write(`${name}: ${error.message}\n`)
      failures.push(`${name}: ${error.message}`)
      return { passed: 0, failed: 1 }
    },
  )
  totals.passed += passed
  totals.failed += failed
}

/** A step that may run beside others: what it says is shown when it has ended. */
async function aside(name, node, args) {
  const file = join(RESULTS, `${name}.txt`)
  const words = openSync(file, 'w')
  const show = () => {
    closeSync(words)
    process.stdout.write(`\n── ${name}\n${readFileSync(file, 'utf8')}`)
  }
  await counted(name, () => tool(node, args, [words, words]).finally(show))
}

/** Runs a program of ours, as it stands with output to ours. */
const tool = (node, args, outputs = [1, 2]) =>
  run(node, args, {
    cwd: ROOT,
    stdio: ['ignore', ...outputs],
    env: { ...process.env, PATH: `${modules('.bin')}${delimiter}${process.env.PATH}` },
  })

/** Runs Vitest and counts its tests. A suite that does not load fails as one. */
async function vitest(node, name, args) {
  const file = join(RESULTS, `${name}.json`)
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ended = await tool(node, [modules('vitest/vitest.mjs'), 'run', ...args, ...reporters]).then(
    () => undefined,
    (error) => error,
  )
  if (!existsSync(file)) throw ended ?? new Error('Vitest told nothing')
  const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const unloaded = testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length
  const failed = numFailedTests + unloaded
  failures.push(...testResults.flatMap(failuresOf))
  if (ended && failed === 0) failures.push(`${name}: an error outside of any test`)
  // Errors outside of any test (a leaked rejection) fail the run without failing a test.
  return { passed: numPassedTests, failed: ended && failed === 0 ? Math.max(1, numFailedTestSuites) : failed }
}

/** A line for each test of a file that failed, with the beginning of its message, or one for a file that did not load. */
function failuresOf({ name, status, message, assertionResults }) {
  if (status !== 'failed') return []
  const file = relative(ROOT, name)
  if (assertionResults.length === 0) return [`${file}: ${message.slice(0, 500)}`]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `${file} > ${test.fullName}: ${test.failureMessages.join(' ').slice(0, 500)}`)
}

mkdirSync(RESULTS, { recursive: true })
try {
  await ensureInstalled()
  const node = await ensureNode()
  await Promise.all([
    aside('types', node, [modules('typescript/bin/tsc'), '--noEmit']),
    aside('web types', node, [modules('typescript/bin/tsc'), '--noEmit', '-p', 'web']),
    aside('lint', node, [modules('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  ])
  const quick = process.argv.includes('--quick')
  await step('unit, database and API tests', () =>
    vitest(node, 'unit', quick ? ['--project', 'formats', '--project', 'database'] : []),
  )
  if (!quick) {
    await step('web build', () => ensureWeb(node))
    await step('whole processes and browser', () => vitest(node, 'e2e', ['--config', 'vitest.e2e.config.ts']))
  }
} catch (error) {
  process.stdout.write(`${error.message}\n`)
  failures.push(error.message)
  totals.failed++
}
const line = `${totals.passed} passed, ${totals.failed} failed`
writeFileSync(join(RESULTS, 'totals'), line)
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((text) => `- ${text}\n`).join('')}`)
process.stdout.write(`\n${line}\n`)
process.exitCode = totals.failed ? 1 : 0
