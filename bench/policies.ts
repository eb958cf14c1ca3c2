/**
 * Policies: how often a second a rule is asked, and dry runs over many findings. `npm run bench -- policies [findings]`, 1,000,000 by
 * default. The floor of an evaluation is the same question in JavaScript; of a dry run, one pass of the database over the findings.
 */

import { type Pool, transaction } from '../src/platform/database.ts'
import { applyPolicies } from '../src/risk/policies/apply-policies.ts'
import { celFacts } from '../src/risk/policies/condition.ts'
import { dryRun } from '../src/risk/policies/dry-run.ts'
import { PolicySet } from '../src/risk/policies/evaluate.ts'
import { noFacts } from '../src/risk/policies/facts.ts'
import { shippedPolicies, shippedPolicy } from '../src/risk/policies/shipped.ts'
import { benchDatabase } from './bench-database.ts'
import { fillFindings } from './fill-findings.ts'

export async function policiesBench([count = '1000000']: string[]): Promise<void> {
  await evaluations()
  const findings = Number(count)
  await using database = await benchDatabase()
  const { pool } = database
  await transaction(pool, (tx) => fillFindings(tx, { teams: 12, applications: 200, assets: 2000, findings }))
  await pool.query('vacuum analyze')
  await dryRuns(pool)
  await applying(pool)
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown']
const KINDS = ['code', 'dependency', 'secret', 'license', 'pipeline']
const INPUTS = 20_000
const ROUNDS = 5

/** Of the processor, because other work on the machine must not count. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** All shipped rules on made-up findings. */
async function evaluations(): Promise<void> {
  const policies = await Promise.all((await shippedPolicies()).map(shippedPolicy))
  const set = new PolicySet(policies)
  const inputs = Array.from({ length: INPUTS }, (_, i) => {
    const facts = noFacts()
    const finding = {
      severity: SEVERITIES[i % 6],
      kind: KINDS[i % 5],
      cwes: [i % 1000],
      knownExploited: i % 37 === 0,
      ageDays: i % 90,
      title: `finding ${i}`,
      rule: `rule-${i % 50}`,
    }
    Object.assign(facts.finding, finding)
    return { facts, cel: celFacts(facts) }
  })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const begun = processorMs()
    for (const { facts, cel } of inputs) set.outcome(facts, cel)
    times.push(processorMs() - begun)
  }
  const floor: number[] = []
  let high = 0
  for (let round = 0; round < ROUNDS; round++) {
    const begun = processorMs()
    for (const { facts } of inputs)
      for (let rule = 0; rule < set.rules.length; rule++) if (facts.finding.severity === 'high') high++
    floor.push(processorMs() - begun)
  }
  const asked = INPUTS * set.rules.length
  const rate = (all: number[]): number => asked / Math.min(...all) / 1_000
  console.log(
    `${set.rules.length} rules on ${INPUTS} findings: ${rate(times).toFixed(2)} million evaluations/s of a core, target 1: ${rate(times) >= 1 ? 'met' : 'MISSED'}; ${(rate(floor) / rate(times)).toFixed(1)} times the floor (${high} high)`,
  )
}

const policy = (when: string, then: string): string =>
  `policy: tried\nversion: 1\nrules:\n  - id: one\n    when: ${when}\n    then: ${then}\n`

const TRIED: [string, string][] = [
  ['severity', policy('finding.severity == "critical"', '{ sla: 3, rank: 10 }')],
  [
    'severity, data class, exploited',
    policy(
      '\'finding.severity == "high" && "pii" in asset.dataClasses && finding.knownExploited\'',
      '{ tag: pii }',
    ),
  ],
  ['score', policy('finding.score > 60.0', '{ notify: owner }')],
  ['age', policy('finding.ageDays > 90.0 && finding.severity == "medium"', '{ rank: 5 }')],
  [
    'title of one kind',
    policy('\'finding.kind == "license" && finding.title.matches("(?i)agpl")\'', '{ block: no }'),
  ],
  ['any title', policy('finding.title.contains("lodash")', '{ tag: lodash }')],
  ['any path', policy('finding.path.startsWith("src/api/")', '{ tag: api }')],
]
const LONGEST_MS = 5_000

async function dryRuns(pool: Pool): Promise<void> {
  const begun = performance.now()
  await pool.query('select kind, count(*) from finding group by 1')
  const floor = performance.now() - begun
  console.log(`floor: one pass over the findings ${floor.toFixed(0)} ms`)
  for (const [name, text] of TRIED) {
    const result = await transaction(pool, (tx) => dryRun(tx, { text, scope: { kind: 'everything' } }, 'all'))
    const verdict = result.ms <= LONGEST_MS ? 'met' : 'MISSED'
    console.log(
      `dry run, ${name.padEnd(32)} ${String(result.ms).padStart(6)} ms  ${result.changed} of ${result.findings} would change, ${result.evaluations} evaluations, ${(result.ms / floor).toFixed(1)} × floor, target ${LONGEST_MS} ms: ${verdict}`,
    )
  }
}

const APPLIED = 300

/** What is in force from the start, on the largest assets, one transaction each: the first time, and again with nothing to write. */
async function applying(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    'select asset_id as id from finding group by 1 order by count(*) desc limit $1',
    [APPLIED],
  )
  for (const name of ['the first time', 'again']) {
    const begun = performance.now()
    let written = 0
    for (const { id } of rows) written += await transaction(pool, (tx) => applyPolicies(tx, [id], 'all'))
    const seconds = (performance.now() - begun) / 1_000
    console.log(
      `applying to ${rows.length} assets, ${name}: ${seconds.toFixed(1)} s, ${written} rows written`,
    )
  }
}
