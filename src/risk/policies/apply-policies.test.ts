import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { localActor } from '../../access/actor.ts'
import { severityOfRank } from '../../model/severity.ts'
import { transaction } from '../../platform/database.ts'
import { applyPolicies } from './apply-policies.ts'
import { celFacts, interpretedCondition } from './condition.ts'
import { dryRun } from './dry-run.ts'
import { noFacts } from './facts.ts'
import { addPolicy, deletePolicy } from './store/save-policy.ts'

// What groups, gated columns and tests in SQL come to, against the library asked about each finding by itself.

let db: TestDatabase
let assets: string[]
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 2, applications: 3, assets: 6, findings: 500 }),
  )
  assets = (await db.pool.query<{ id: string }>('select id from asset')).rows.map(({ id }) => id)
}, 120_000)
afterAll(() => db.drop())

interface Row {
  id: string
  title: string
  kind: string
  rule: string
  severity: number
  state: string
  cwes: number[]
  advisories: string[]
  tools: string[]
  path: string | null
  component: string | null
  epss: number | null
  cvss: number | null
  known_exploited: boolean | null
  exposure: string | null
  application: string | null
}

/** Ids of findings for which a condition holds, one by one. */
async function naive(condition: string): Promise<string[]> {
  const holds = interpretedCondition(condition)
  const { rows } = await db.pool.query<Row>(
    `select f.*, coalesce(f.severity_override, f.severity) as severity, p.exposure, p.name as application
     from finding f join asset a on a.id = f.asset_id left join application p on p.id = a.application_id
     where f.posture and f.merged_into is null`,
  )
  return rows
    .filter((row) => {
      const facts = noFacts()
      Object.assign(facts.finding, {
        ...row,
        isNew: false,
        severity: severityOfRank(row.severity),
        path: row.path ?? '',
        component: row.component ?? '',
        epss: row.epss ?? -1,
        knownExploited: row.known_exploited ?? false,
      })
      Object.assign(facts.advisory, { cvss: row.cvss ?? -1, ids: row.advisories })
      Object.assign(facts.asset, { exposure: row.exposure ?? '' })
      Object.assign(facts.application, { name: row.application ?? '' })
      return holds(celFacts(facts))
    })
    .map(({ id }) => id)
    .sort()
}

test.each([
  'finding.severity in ["critical", "high"]',
  'finding.severity == "medium" && finding.knownExploited',
  'finding.kind == "dependency" && finding.title.matches("(?i)LODASH")',
  'finding.title.contains("injection") || finding.path.startsWith("src/api/")',
  '!finding.path.endsWith(".ts") && finding.kind != "code"',
  'finding.path == "" || finding.component == "lodash"',
  'finding.component in ["openssl", "curl"] && !(finding.title.startsWith("CVE-2019"))',
  'finding.epss > 0.2 || advisory.cvss >= 9.0',
  'finding.cwes.exists(cwe, cwe == 79 || cwe == 89) && finding.tools.size() == 1',
  '"Trivy" in finding.tools && finding.advisories.exists(a, a.startsWith("CVE-2020"))',
  'asset.exposure == "internet" && finding.title.contains("SQL")',
  'application.name == "" && finding.severity == "low"',
  'finding.title.contains("it\'s") || finding.rule.contains("\\\\")',
])(
  '%s',
  async (condition) => {
    const text = `policy: tried\nversion: 1\nrules:\n  - id: r\n    when: |\n      ${condition}\n    then: { tag: tried }\n`
    const expected = await naive(condition)
    const tried = await transaction(db.pool, (tx) =>
      dryRun(tx, { text, scope: { kind: 'everything' } }, 'all'),
    )
    const id = await transaction(db.pool, (tx) =>
      addPolicy(tx, localActor, { text, scope: { kind: 'everything' }, enabled: true, note: '' }),
    )
    await transaction(db.pool, (tx) => applyPolicies(tx, assets, 'all'))
    const { rows } = await db.pool.query<{ id: string; state: string }>(
      `select id, state from finding where 'tried' = any(tags) order by id`,
    )
    expect(rows.map((row) => row.id).sort()).toEqual(expected)
    // The dry run is about the open ones.
    expect(tried.counts.tagged).toBe(rows.filter(({ state }) => state === 'open').length)
    await transaction(db.pool, (tx) => deletePolicy(tx, localActor, id))
  },
  60_000,
)
