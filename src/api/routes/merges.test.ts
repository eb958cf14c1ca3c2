import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, findingsOf, ingest, testAsset } from '../../../test/ingest.ts'
import { DEFAULT_RULES, type MergeRules } from '../../findings/merging/merge-rules.ts'
import { applyRules } from '../../jobs/apply-rules.ts'
import type { Observation } from '../../model/observation.ts'

// Semgrep and CodeQL on one file: the query at nearly the same line, the hash further apart, and one package that two scanners know
// by different ids.

let t: TestApp
let asset: string

const hash = (line: number, over: Partial<Observation> = {}): Observation =>
  code({ rule: 'weak-hash', title: 'Weak hash', cwes: [328], line, snippet: `md5(${line})`, ...over })
const vulnerable = (...advisories: string[]): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: advisories[0] as string,
  title: `${advisories[0]} in lodash`,
  severity: 'high',
  advisories,
  component: { name: 'lodash', version: '4.17.20', path: 'package-lock.json' },
  raw: '{}',
})

beforeAll(async () => {
  t = await testApp()
  asset = await testAsset(t.pool, 'shop')
  await ingest(t.pool, {
    asset,
    items: [code({ line: 10 }), hash(40), vulnerable('GHSA-aaaa-bbbb-cccc', 'CVE-2021-1')],
  })
  await ingest(t.pool, {
    asset,
    tool: 'codeql',
    items: [
      code({ rule: 'js/sql-injection', line: 12 }),
      hash(48, { rule: 'js/weak-hash' }),
      vulnerable('CVE-2021-1'),
    ],
  })
})
afterAll(() => t.close())

const request = async (
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  payload?: object,
  headers: object = local,
) =>
  t.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: headers as Record<string, string>,
    ...(payload && { payload }),
  })
const preview = async (rules: Partial<MergeRules>) =>
  (await request('POST', '/merge-rules/preview', { rules: { ...DEFAULT_RULES, ...rules } })).json()
const change = async (rules: Partial<MergeRules>) => {
  const answer = await request('PUT', '/merge-rules', { ...DEFAULT_RULES, ...rules })
  expect(answer.statusCode).toBe(200)
  const { rows } = await t.pool.query<{ assets: string[] }>(
    `select payload->'assets' as assets from graphile_worker._private_jobs j
     join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = 'apply_merge_rules' order by j.id desc limit 1`,
  )
  expect(rows[0]?.assets).toContain(asset)
  await applyRules(t.pool, { assets: [asset] })
}
const openFindings = async () => (await findingsOf(t.pool, asset)).filter((f) => f.state === 'open')

test('says what was merged and why, with counts by rule', async () => {
  const { items, total, byRule, next } = (await request('GET', '/merges')).json()
  expect([total, next]).toEqual([3, null])
  expect(byRule).toEqual([
    { rule: 'near', observations: 1 },
    { rule: 'shared', observations: 1 },
    { rule: 'sole', observations: 1 },
  ])
  const sql = items.find((merge: { title: string }) => merge.title === 'SQL injection')
  expect(sql).toMatchObject({
    asset: { name: 'shop' },
    location: 'src/a.ts:10',
    tools: ['codeql', 'semgrep'],
  })
  expect(sql.observations.map((o: { tool: string; reason: object }) => [o.tool, o.reason])).toEqual([
    ['semgrep', { rule: 'first', text: 'It opened this finding.' }],
    ['codeql', { rule: 'near', text: 'semgrep reports the same weakness (CWE-89) 2 lines away.' }],
  ])
})

test('filters by asset and rule, page by page', async () => {
  const first = (await request('GET', '/merges?limit=1&asset=shop')).json()
  expect(first.items).toHaveLength(1)
  const rest = (await request('GET', `/merges?asset=shop&cursor=${first.next}`)).json()
  expect(rest.items).toHaveLength(2)
  expect((await request('GET', '/merges?rule=sole')).json().items).toMatchObject([{ title: 'Weak hash' }])
  expect((await request('GET', '/merges?asset=other')).json()).toMatchObject({
    items: [],
    total: 0,
    byRule: [],
  })
  const developer = await t.somebody('developer')
  expect((await request('GET', '/merges', undefined, developer.headers)).json().total).toBe(0)
})

test('the rules of now would change nothing, others are shown before they do', async () => {
  expect(await preview({})).toEqual({
    assets: { replayed: 1, total: 1 },
    merged: 0,
    split: 0,
    merges: [],
    splits: [],
  })
  const before = await openFindings()
  const stricter = await preview({ near: 0, sole: null })
  expect(stricter).toMatchObject({ merged: 0, split: 2 })
  expect(stricter.splits.map((s: { finding: { title: string } }) => s.finding.title).sort()).toEqual([
    'SQL injection',
    'Weak hash',
  ])
  expect(await openFindings()).toEqual(before)
  expect((await t.pool.query("select 1 from asset where name like 'replay %'")).rowCount).toBe(0)
})

test('a change applies to what is stored, and taking it back gives the old findings with their history', async () => {
  const before = await openFindings()
  await change({ near: null, sole: null, package: false })
  const apart = await openFindings()
  expect(apart).toHaveLength(before.length * 2)
  expect(apart.every(({ tools, score }) => tools.length === 1 && score > 0)).toBe(true)
  await change({})
  expect(await openFindings()).toEqual(before)
  const { items } = (await request('GET', '/merges?rule=rules')).json()
  expect(items).toHaveLength(3)
  const entries = (await request('GET', '/audit?limit=50')).json().items
  expect(entries.filter((entry: { action: string }) => entry.action === 'merge-rules.change')).toHaveLength(2)
})

test('what a person split or joined stays so, whatever the rules', async () => {
  const [sql, weak] = (await request('GET', '/merges'))
    .json()
    .items.filter((m: { title: string }) => m.title !== 'GHSA-aaaa-bbbb-cccc in lodash')
  const split = await request('POST', `/findings/${sql.id}/split`, { observations: [sql.observations[1].id] })
  expect(split.statusCode).toBe(200)
  const lodash = (await openFindings()).find((f) => f.title.includes('lodash'))
  await request('POST', `/findings/${weak.id}/join`, { into: lodash?.id })
  const byHand = await openFindings()
  await change({ near: 20, sole: 40 })
  expect((await openFindings()).map(({ id, tools }) => [id, tools])).toEqual(
    byHand.map(({ id, tools }) => [id, tools]),
  )
  await change({ near: null, sole: null, package: false })
  expect(await openFindings()).toHaveLength(byHand.length)
})

test('rules that make no sense are refused, and only some may change them', async () => {
  expect((await request('PUT', '/merge-rules', { ...DEFAULT_RULES, near: -1 })).statusCode).toBe(400)
  expect((await request('PUT', '/merge-rules', { near: 3 })).statusCode).toBe(400)
  const [developer, security] = [await t.somebody('developer'), await t.somebody('security')]
  expect((await request('PUT', '/merge-rules', DEFAULT_RULES, developer.headers)).statusCode).toBe(403)
  expect((await request('PUT', '/merge-rules', DEFAULT_RULES, security.headers)).statusCode).toBe(200)
  expect((await request('GET', '/merge-rules')).json()).toEqual(DEFAULT_RULES)
})
