import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillFindings } from '../../bench/fill-findings.ts'
import { local, type TestApp, testApp } from '../../test/app.ts'
import { lockAsset } from '../findings/lock-asset.ts'
import { RANK_TASK } from '../inventory/context.ts'
import { transaction } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { RERANK_TASK } from '../risk/models/save-model.ts'
import { POLICIES_TASK } from '../risk/policies/store/queue-applying.ts'
import { applyPoliciesTo } from './apply-policies.ts'
import { rankAssets } from './rank-assets.ts'
import { rerank } from './rerank.ts'

// What touches.ts leaves out must be what would come to the same: after each kind of change, everything finds nothing more to write.

let t: TestApp
let assets: string[]
let applications: string[]
let teams: string[]
let calendar: string
beforeAll(async () => {
  t = await testApp()
  const idsOf = async (table: string): Promise<string[]> =>
    (await t.pool.query<{ id: string }>(`select id from ${table} order by id`)).rows.map(({ id }) => id)
  await transaction(t.pool, (tx) => fillFindings(tx, { teams: 2, applications: 3, assets: 6, findings: 600 }))
  ;[assets, applications, teams] = [await idsOf('asset'), await idsOf('application'), await idsOf('team')]
  await t.pool.query(
    `insert into asset_owner (asset_id, scope_id, seq, path, owner, source) select id, $1, 1, '/src/api/', '@acme/api', 'codeowners' from asset`,
    [newId()],
  )
  calendar = (await call('POST', '/sla/calendars', { name: 'office', timeZone: 'UTC' })).id
  await call('POST', '/policies', { text: POLICY })
  for (const exception of EXCEPTIONS) await call('POST', '/exceptions', exception)
  await workOff()
  await rankAssets(t.pool, { assets })
}, 120_000)
afterAll(() => t.close())

const POLICY = `policy: tried
version: 1
rules:
  - id: high-score
    when: finding.score > 40.0
    then: { tag: hot, assign: owner, rank: 3 }
    why: High.
  - id: exposed
    when: 'asset.exposure == "internet" && finding.kind == "code"'
    then: { sla: { days: 5, from: firstSeen, calendar: office } }
    why: Exposed.
  - id: of-a-team
    when: application.team == "Team 1"
    then: { tag: first }
    why: Theirs.
  - id: in-tests
    when: 'finding.score < 5.0 && finding.severity == "low"'
    then: { noise: Little. }
    why: Little.
`
const kind = { kind: 'false_positive', reason: 'as agreed' }
const never = { kev: false, exposure: false, fix: false, score: null, severity: false }
const EXCEPTIONS = [
  {
    ...kind,
    target: { type: 'rule', when: 'finding.kind == "config" && finding.score < 30.0' },
    lapse: { ...never, score: 25 },
  },
  {
    ...kind,
    target: { type: 'rule', when: 'finding.kind == "secret"' },
    lapse: { ...never, exposure: true },
  },
]

async function call(method: 'POST' | 'PATCH' | 'PUT', url: string, payload: object) {
  const answer = await t.app.inject({ method, url: `/api/v1${url}`, headers: local, payload })
  expect([answer.statusCode, answer.body]).toEqual([expect.toSatisfy((code) => code < 300), answer.body])
  return answer.body ? answer.json() : undefined
}

const WORK: Record<string, (payload: never) => Promise<unknown>> = {
  [RANK_TASK]: (payload) => rankAssets(t.pool, payload),
  [RERANK_TASK]: (payload) => rerank(t.pool, payload),
  [POLICIES_TASK]: (payload) => applyPoliciesTo(t.pool, payload),
}

/** Does what the worker would. */
async function workOff(): Promise<void> {
  const { rows } = await t.pool.query(
    `select j.id, j.payload, t.identifier as task from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  )
  await t.pool.query('select graphile_worker.complete_jobs($1)', [rows.map(({ id }) => id)])
  for (const { task, payload } of rows) await WORK[task]?.(payload as never)
}

const stored = async (): Promise<string> =>
  (
    await t.pool.query(
      `select string_agg(concat_ws(' ', id, score, likelihood, impact, state, tags, policy_outcome, due_at, owner, assignee), E'\\n' order by id) as all
       from finding`,
    )
  ).rows[0].all

test.each<[string, () => Promise<unknown>]>([
  ['other weights', () => call('POST', '/risk/models', { name: 'x', preset: 'exploit-first' })],
  [
    'what people say of an application',
    () =>
      call('PATCH', `/applications/${applications[0]}`, {
        exposure: 'internet',
        criticality: 'critical',
        controls: ['waf'],
      }),
  ],
  [
    'the same, less',
    () => call('PATCH', `/applications/${applications[0]}`, { exposure: 'isolated', criticality: 'low' }),
  ],
  [
    'what people say of an asset',
    () => call('PATCH', `/assets/${assets[0]}`, { environment: 'development' }),
  ],
  [
    'the team of an application',
    async () => {
      for (const id of applications) await call('PATCH', `/applications/${id}`, { teamId: teams[1] })
    },
  ],
  [
    'the application of an asset',
    async () => {
      for (const id of assets) await call('PATCH', `/assets/${id}`, { applicationId: applications[2] })
    },
  ],
  [
    'who an owner is',
    () => call('PUT', '/owners/mapping', { handle: '@acme/api', is: { type: 'team', id: teams[0] } }),
  ],
  [
    'working days',
    async () => {
      await call('PATCH', `/applications/${applications[2]}`, { exposure: 'internet' })
      await workOff()
      return call('PATCH', `/sla/calendars/${calendar}`, { workingDays: [1, 3] })
    },
  ],
  [
    'a policy',
    () => call('POST', '/policies', { text: POLICY.replace('tried', 'more').replaceAll('hot', 'hotter') }),
  ],
  ['weights again', () => call('POST', '/risk/models', { name: 'y', preset: 'compliance-first' })],
])('%s: what is settled is all there is to settle', async (_, change) => {
  const before = await stored()
  await change()
  await workOff()
  const after = await stored()
  expect(after).not.toBe(before)
  expect(await rankAssets(t.pool, { assets })).toBe(0)
  expect(await stored()).toBe(after)
  await expectCounted()
})

/** The posture's counts say what the findings are. */
async function expectCounted(): Promise<void> {
  const { rows } = await t.pool.query(
    `select * from (select asset_id, kind, severity, state, top_score::int, risk::bigint from posture_count) c
     full join (select asset_id, kind, coalesce(severity_override, severity) as severity, state, max(score)::int as top_score, sum(score) as risk
                from finding where posture and merged_into is null group by 1, 2, 3, 4) f using (asset_id, kind, severity, state)
     where (c.top_score, c.risk) is distinct from (f.top_score, f.risk)`,
  )
  expect(rows).toEqual([])
}

test('an asset that somebody is at work on is ranked when they are done, and holds up no other', async () => {
  const [held, ...others] = assets as [string, ...string[]]
  await t.pool.query('update finding set score = 1')
  const scores = async (): Promise<[number, number]> => {
    const { rows } = await t.pool.query(
      `select count(*) filter (where asset_id = $1)::int as held, count(*) filter (where asset_id <> $1)::int as others
       from finding where score = 1 and merged_into is null`,
      [held],
    )
    return [rows[0].held, rows[0].others]
  }
  let ranking: Promise<number> | undefined
  await transaction(t.pool, async (tx) => {
    await lockAsset(tx, held)
    ranking = rankAssets(t.pool, { assets, change: 'weights' })
    await expect.poll(async () => (await scores())[1], { timeout: 20_000 }).toBe(0)
    expect((await scores())[0]).toBeGreaterThan(10)
  })
  await ranking
  expect(await scores()).toEqual([0, 0])
  expect(others.length).toBeGreaterThan(3)
}, 60_000)
