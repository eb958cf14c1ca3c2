import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import type { Observation } from '../../model/observation.ts'
import { type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { coverFindings } from './cover-findings.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const vulnerable = (name: string, advisory: string): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisory,
  title: `${advisory} in ${name}`,
  severity: 'medium',
  advisories: [advisory],
  component: { name, version: '1.0.0', path: 'package-lock.json', purl: `pkg:npm/${name}@1.0.0` },
  raw: '{}',
})
const items = [
  code({ path: 'src/test/a.ts', severity: 'low' }),
  code({ path: 'src/b.ts', severity: 'high' }),
  vulnerable('left-pad', 'CVE-2024-1111'),
  vulnerable('minimist', 'CVE-2024-2222'),
  vulnerable('express', 'CVE-2024-3333'),
]

/** In force, beginning now; `scope` = its asset, or everything. Returns its id. */
async function except(tx: Tx, target: string, detail: object, scope: string | null = null): Promise<string> {
  const id = newId()
  await tx.query(
    `insert into exception (id, status, target, detail, scope, scope_id, kind, reason, requested_by, lapse_kev, lapse_exposure, lapse_fix,
       lapse_severity, active_at)
     values ($1, 'active', $2, $3, $4, $5, 'accepted', 'known', 'ada', false, false, false, false, clock_timestamp())`,
    [id, target, detail, scope ? 'asset' : 'everything', scope],
  )
  return id
}

test('standing exceptions of many assets are matched together, each where it holds, the oldest first', async () => {
  const assets: string[] = []
  for (let n = 0; n < 6; n++) {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items })
    assets.push(asset)
  }
  const [own, ...others] = assets as [string, ...string[]]
  await transaction(db.pool, async (tx) => {
    const names = new Map([
      [await except(tx, 'advisory', { advisory: 'CVE-2024-1111' }), 'advisory'],
      [await except(tx, 'component', { component: 'minimist' }), 'component'],
      [await except(tx, 'rule', { when: `finding.severity == 'low' || asset.name == 'none'` }), 'rule'],
      // What an older one means already stays that one's.
      [await except(tx, 'rule', { when: `finding.component != ''` }, own), 'all packages of one asset'],
    ])
    let statements = 0
    const counted = Object.assign(Object.create(tx), {
      query: (...args: Parameters<Tx['query']>) => {
        if (/from finding f/.test(String(args[0]))) statements++
        return tx.query(...args)
      },
    })
    expect(await coverFindings(counted, assets, 'all')).toBe(assets.length * 3 + 1)
    const { rows } = await tx.query<{ asset: string; rule: string; exception: string }>(
      `select f.asset_id as asset, coalesce(f.component, f.path) as rule, d.exception_id as exception
       from finding f join finding_decision d on d.asset_id = f.asset_id and d.finding_id = f.id
       where f.state = 'accepted' order by f.asset_id, 2`,
    )
    const of = (asset: string) =>
      rows.flatMap((row) => (row.asset === asset ? [[row.rule, names.get(row.exception)]] : []))
    const shared = [
      ['left-pad', 'advisory'],
      ['minimist', 'component'],
      ['src/test/a.ts', 'rule'],
    ]
    for (const asset of others) expect(of(asset)).toEqual(shared)
    expect(of(own)).toEqual([['express', 'all packages of one asset'], ...shared])
    // Again nothing is left, and what it costs does not grow with the assets: two groups of them, three ways to match.
    statements = 0
    expect(await coverFindings(counted, assets, 'all')).toBe(0)
    expect(statements).toBeLessThanOrEqual(2 * 3 + 1)
  })
})
