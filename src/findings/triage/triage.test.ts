import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { codeObservation as code, eventsOf, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { type Actor, localActor } from '../../access/actor.ts'
import { addPerson } from '../../access/people.ts'
import type { Observation } from '../../model/observation.ts'
import { transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { rankFindings } from '../../risk/rank.ts'
import { readFindingDetail } from '../queries/finding-detail.ts'
import { changeFindings, type FindingChange } from './change-findings.ts'
import { expireDecisions } from './expire-decisions.ts'
import { joinFindings } from './join-findings.ts'
import type { Rank } from './settle.ts'
import { splitFinding } from './split-finding.ts'

let db: TestDatabase
let ada: Actor
const rank: Rank = (tx, asset) => rankFindings(tx, [asset], 'unranked')

beforeAll(async () => {
  db = await testDatabase()
  const person = await transaction(db.pool, (tx) =>
    addPerson(tx, localActor, { name: 'Ada', email: 'ada@example.com', role: 'security' }),
  )
  ada = { id: person.id, name: 'Ada', role: 'security', teams: [], kind: 'user' }
})
afterAll(() => db.drop())

const change = (wish: FindingChange, actor = ada) => changeFindings(db.pool, actor, wish, rank)
const detail = (asset: string, id: string) => transaction(db.pool, (tx) => readFindingDetail(tx, asset, id))
const split = (asset: string, finding: string, observations: string[]) =>
  transaction(db.pool, (tx) => splitFinding(tx, ada, { asset, finding, observations }, rank))
const join = (asset: string, finding: string, into: string) =>
  transaction(db.pool, (tx) => joinFindings(tx, ada, { asset, finding, into }, rank))
const ids = async (asset: string) => (await findingsOf(db.pool, asset)).map((f) => f.id)
const first = async (asset: string) => (await ids(asset))[0] as string
const auditCount = async (action: string) =>
  (await db.pool.query('select 1 from audit_entry where action = $1', [action])).rowCount

/** The kept counts and days against the tables they are derived from. */
async function expectExactCounts(asset: string): Promise<void> {
  const counted = await db.pool.query(
    `select kind, coalesce(severity_override, severity) as severity, state, count(*)::int as findings
     from finding where asset_id = $1 and posture and merged_into is null group by 1, 2, 3 order by 1, 2, 3`,
    [asset],
  )
  const kept = await db.pool.query(
    'select kind, severity, state, findings from posture_count where asset_id = $1 order by 1, 2, 3',
    [asset],
  )
  expect(kept.rows).toEqual(counted.rows)
  const open = await db.pool.query(
    `select coalesce(severity_override, severity) as severity, count(*)::int as open
     from finding where asset_id = $1 and posture and merged_into is null and state = 'open' group by 1 order by 1`,
    [asset],
  )
  const trend = await db.pool.query(
    `select severity, sum(open_delta)::int as open from posture_day where asset_id = $1
     group by 1 having sum(open_delta) <> 0 order by 1`,
    [asset],
  )
  expect(trend.rows).toEqual(open.rows)
  const unscored = await db.pool.query(
    'select id from finding where asset_id = $1 and merged_into is null and score is null',
    [asset],
  )
  expect(unscored.rows).toEqual([])
}

describe('a person’s words', () => {
  it('are kept with who, why and until when, and outlive re-imports', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code(), code({ path: 'src/b.ts' })] })
    const id = await first(asset)
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const wish: FindingChange = {
      ids: [id],
      decision: 'accepted',
      reason: 'Behind the VPN',
      until,
      assignee: 'me',
      severity: 'low',
      note: 'See the review',
    }
    const before = (await detail(asset, id)).score
    expect(await change(wish)).toEqual({ changed: 1 })
    await ingest(db.pool, { asset, items: [code({ line: 77 }), code({ path: 'src/b.ts' })] })
    const shown = await detail(asset, id)
    expect(shown).toMatchObject({
      location: 'src/a.ts:77',
      state: 'accepted',
      severity: 'low',
      severityOverride: 'low',
      assignee: { id: ada.id, name: 'Ada' },
      decision: { state: 'accepted', reason: 'Behind the VPN', by: 'Ada', until },
      notes: [{ author: 'Ada', body: 'See the review' }],
    })
    expect(shown.score).toBeLessThan(before)
    expect(shown.history.map((e) => [e.type, e.actor])).toEqual([
      ['opened', null],
      ['decided', 'Ada'],
      ['assigned', 'Ada'],
      ['severity', 'Ada'],
      ['noted', 'Ada'],
      ['moved', null],
    ])
    expect(shown.history[2]?.data).toEqual({ from: null, to: 'Ada' })
    expect(shown.history[3]?.data).toEqual({ from: null, to: 'low' })
    expect(shown.history[5]?.data).toEqual({ from: 'src/a.ts:10', to: 'src/a.ts:77' })
    await expectExactCounts(asset)
  })

  it('are taken back by null, and say nothing twice', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    const id = await first(asset)
    const words: FindingChange = {
      ids: [id],
      decision: 'false_positive',
      reason: 'Test code',
      assignee: ada.id,
    }
    expect(await change(words)).toEqual({ changed: 1 })
    expect(await change(words)).toEqual({ changed: 0 })
    expect(await change({ ids: [id], decision: null, assignee: null })).toEqual({ changed: 1 })
    expect(await change({ ids: [id], decision: null, assignee: null, severity: null })).toEqual({
      changed: 0,
    })
    expect(await detail(asset, id)).toMatchObject({ state: 'open', decision: null, assignee: null })
    expect(await eventsOf(db.pool, asset, id)).toEqual([
      'opened',
      'decided',
      'assigned',
      'decided',
      'assigned',
    ])
  })

  it('win over the tools’ own verdict', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, {
      asset,
      items: [code({ verdict: { state: 'accepted', source: 'sarif-suppression' } })],
    })
    const id = await first(asset)
    expect((await detail(asset, id)).state).toBe('accepted')
    await change({ ids: [id], decision: 'open', reason: 'We fix it' })
    expect((await detail(asset, id)).state).toBe('open')
    await change({ ids: [id], decision: null })
    expect((await detail(asset, id)).state).toBe('accepted')
    await expectExactCounts(asset)
  })

  it('run out', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code(), code({ path: 'src/b.ts' })] })
    const [one, two] = await ids(asset)
    const until = new Date(Date.now() + 60_000).toISOString()
    await change({ ids: [one as string, two as string], decision: 'accepted', until })
    expect(await expireDecisions(db.pool, rank)).toBe(0)
    await db.pool.query("update finding_decision set until = now() - interval '1 s' where finding_id = $1", [
      one,
    ])
    expect(await expireDecisions(db.pool, rank)).toBe(1)
    expect(await expireDecisions(db.pool, rank)).toBe(0)
    expect((await findingsOf(db.pool, asset)).map((f) => f.state)).toEqual(['open', 'accepted'])
    expect(await eventsOf(db.pool, asset, one as string)).toEqual(['opened', 'decided', 'expired'])
    await expectExactCounts(asset)
  })

  it('go to everything a filter matches, and to nothing else', async () => {
    const [left, right] = [await testAsset(db.pool), await testAsset(db.pool)]
    const items = [
      code({ cwes: [611] }),
      code({ path: 'src/b.ts', cwes: [611], severity: 'low' }),
      code({ path: 'src/c.ts' }),
    ]
    for (const asset of [left, right]) await ingest(db.pool, { asset, items })
    const audits = (await auditCount('finding.triage')) ?? 0
    expect(await change({ filter: { cwe: ['611'], asset: [left, right] }, decision: 'accepted' })).toEqual({
      changed: 4,
    })
    expect(await auditCount('finding.triage')).toBe(audits + 2)
    for (const asset of [left, right]) {
      expect((await findingsOf(db.pool, asset)).map((f) => f.state)).toEqual(['accepted', 'accepted', 'open'])
      await expectExactCounts(asset)
    }
  })

  it('are refused where they make no sense or are not the actor’s to say', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    const id = await first(asset)
    const refused = async (wish: FindingChange, code: string, actor = ada) =>
      expect(change(wish, actor)).rejects.toMatchObject({ code })
    await refused({ decision: 'open' }, 'bad_change')
    await refused({ ids: [id], filter: {}, decision: 'open' }, 'bad_change')
    await refused({ ids: [id] }, 'bad_change')
    await refused({ ids: [id], reason: 'why', note: 'x' }, 'bad_change')
    await refused({ ids: [id], decision: 'open', until: '2100-01-01T00:00:00Z' }, 'bad_change')
    await refused({ ids: [id], decision: 'accepted', until: '2020-01-01T00:00:00Z' }, 'bad_change')
    await refused({ ids: [id], assignee: newId() }, 'unknown_assignee')
    await refused({ ids: [id, newId()], note: 'x' }, 'not_found')
    await refused({ ids: [id], note: 'x' }, 'not_found', { ...ada, role: 'developer' })
    expect(await eventsOf(db.pool, asset, id)).toEqual(['opened'])
  })

  it('reach many findings by their ids', async () => {
    const asset = await testAsset(db.pool)
    const items = Array.from({ length: 60 }, (_, i) => code({ path: `f${i}.ts` }))
    await ingest(db.pool, { asset, items })
    expect(await change({ ids: await ids(asset), assignee: ada.id })).toEqual({ changed: 60 })
  })
})

const vulnerable = (advisories: string[]): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisories[0] as string,
  title: `${advisories[0]} in lodash`,
  severity: 'high',
  advisories,
  component: { name: 'lodash', version: '4.17.20', path: 'package-lock.json' },
  raw: '{}',
})

describe('split', () => {
  it('makes two of one, which stay two whatever is imported again', async () => {
    const asset = await testAsset(db.pool)
    const trivy = { asset, tool: 'trivy', items: [vulnerable(['CVE-2021-23337'])] }
    const npm = { asset, tool: 'npm audit', items: [vulnerable(['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'])] }
    await ingest(db.pool, trivy)
    await ingest(db.pool, npm)
    const id = await first(asset)
    expect(await ids(asset)).toHaveLength(1)
    await change({ ids: [id], decision: 'accepted', reason: 'Dev only', assignee: ada.id, note: 'old note' })
    const leaving = (await detail(asset, id)).observations.find((o) => o.tool === 'npm audit')?.id as string
    const made = await split(asset, id, [leaving])
    expect(await detail(asset, made)).toMatchObject({
      state: 'accepted',
      decision: { reason: 'Dev only', by: 'Ada' },
      assignee: { name: 'Ada' },
      tools: ['npm audit'],
      advisories: ['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'],
      observations: [{ id: leaving, pinned: true, reason: { rule: 'split', text: 'Ada split it off.' } }],
      history: [{ type: 'split', actor: 'Ada', data: { from: id } }],
      notes: [],
    })
    expect(await detail(asset, id)).toMatchObject({
      tools: ['trivy'],
      advisories: ['CVE-2021-23337'],
      notes: [{ body: 'old note' }],
    })
    await expectExactCounts(asset)
    for (const upload of [npm, trivy, { ...npm, items: [] }, npm])
      await ingest(db.pool, { ...upload, at: new Date().toISOString() })
    const late = { ...trivy, items: [vulnerable(['CVE-2021-23337', 'GHSA-35jh-r3h4-6jhm'])] }
    await ingest(db.pool, late)
    expect((await findingsOf(db.pool, asset)).map((f) => [f.id, f.tools])).toEqual([
      [id, ['trivy']],
      [made, ['npm audit']],
    ])
    expect((await detail(asset, id)).notes).toHaveLength(1)
    expect(await eventsOf(db.pool, asset, id)).not.toContain('joined')
    await expectExactCounts(asset)
  })

  it('keeps near code apart', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    const bandit = { asset, tool: 'bandit', items: [code({ rule: 'B608', line: 11 })] }
    await ingest(db.pool, bandit)
    const id = await first(asset)
    const { observations } = await detail(asset, id)
    const made = await split(asset, id, [observations.find((o) => o.tool === 'bandit')?.id as string])
    await ingest(db.pool, { ...bandit, items: [code({ rule: 'B608', line: 12, severity: 'critical' })] })
    expect((await findingsOf(db.pool, asset)).map((f) => [f.id, f.severity])).toEqual([
      [id, 4],
      [made, 5],
    ])
  })

  it('is refused for none, all or foreign observations', async () => {
    const asset = await testAsset(db.pool)
    await ingest(db.pool, { asset, items: [code()] })
    const id = await first(asset)
    const all = (await detail(asset, id)).observations.map((o) => o.id)
    for (const observations of [all, [newId()], []])
      await expect(split(asset, id, observations)).rejects.toMatchObject({ code: 'bad_split' })
  })
})

describe('join', () => {
  it('makes one of two, with both histories, and a split undoes it', async () => {
    const asset = await testAsset(db.pool)
    const items = [code(), code({ path: 'src/b.ts', rule: 'taint', severity: 'low' })]
    await ingest(db.pool, { asset, items })
    const [into, other] = (await ids(asset)) as [string, string]
    await change({ ids: [other], decision: 'accepted', reason: 'Same as the other', note: 'from b' })
    await join(asset, other, into)
    expect(await ids(asset)).toEqual([into])
    const joined = await detail(asset, into)
    expect(joined).toMatchObject({
      state: 'accepted',
      decision: { reason: 'Same as the other', by: 'Ada' },
      notes: [{ body: 'from b' }],
    })
    expect(joined.observations).toHaveLength(2)
    expect(joined.observations.map((o) => o.reason.text)).toContain('Ada joined the findings.')
    expect(joined.history.map((e) => e.type).sort()).toEqual([
      'decided',
      'joined',
      'noted',
      'opened',
      'opened',
    ])
    expect(await detail(asset, other)).toMatchObject({ mergedInto: into, observations: [] })
    await expectExactCounts(asset)
    await ingest(db.pool, { asset, items })
    expect(await ids(asset)).toEqual([into])
    await expect(join(asset, other, into)).rejects.toMatchObject({ code: 'merged' })
    await expect(join(asset, into, into)).rejects.toMatchObject({ code: 'bad_join' })
    await expect(join(asset, into, newId())).rejects.toMatchObject({ code: 'not_found' })
    const back = joined.observations.find((o) => o.rule === 'taint')?.id as string
    const made = await split(asset, into, [back])
    expect((await findingsOf(db.pool, asset)).map((f) => f.id)).toEqual([into, made])
    await ingest(db.pool, { asset, items })
    expect(await ids(asset)).toEqual([into, made])
    await expectExactCounts(asset)
  })
})

describe('counts and days', () => {
  const files = ['a.ts', 'b.ts', 'c.ts', 'd.ts']
  const severities = ['critical', 'high', 'low', 'unknown'] as const
  type Step = (asset: string) => Promise<unknown>
  const imports = fc
    .record({
      tool: fc.constantFrom('semgrep', 'bandit'),
      present: fc.subarray(files),
      severity: fc.constantFrom(...severities),
      branch: fc.constantFrom('main', 'main', 'side'),
    })
    .map(({ tool, present, severity, branch }): Step => {
      const items = present.map((path) => code({ path, severity, rule: `${tool}-rule` }))
      return (asset) => ingest(db.pool, { asset, tool, branch, items })
    })
  const pick = (list: string[], n: number): string[] => (list.length ? [list[n % list.length] as string] : [])
  const words = fc
    .record({
      n: fc.nat(20),
      decision: fc.constantFrom('accepted' as const, 'false_positive' as const, 'open' as const, null),
      severity: fc.constantFrom(undefined, null, ...severities),
    })
    .map(({ n, ...wish }): Step => {
      return async (asset) => {
        const some = pick(await ids(asset), n)
        return some.length && change({ ids: some, ...wish })
      }
    })
  const splits = fc.nat(20).map((n): Step => {
    return async (asset) => {
      const [id] = pick(await ids(asset), n)
      const observations = id ? (await detail(asset, id)).observations : []
      return (
        observations.length > 1 &&
        split(asset, id as string, [observations[n % observations.length]?.id as string])
      )
    }
  })
  const joins = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]): Step => {
    return async (asset) => {
      const list = await ids(asset)
      const [[from], [into]] = [pick(list, a), pick(list, b)]
      return from && into && from !== into && join(asset, from, into)
    }
  })

  it('are exact after any sequence of imports and triage', async () => {
    const step = fc.oneof({ weight: 3, arbitrary: imports }, words, splits, joins)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const asset = await testAsset(db.pool)
        for (const run of steps) {
          await run(asset)
          await expectExactCounts(asset)
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
