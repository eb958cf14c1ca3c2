import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { checkov } from '../../formats/checkov/index.ts'
import type { Format, Item } from '../../formats/contract.ts'
import { sarif } from '../../formats/sarif/index.ts'
import { itemsOf } from '../../formats/test-items.ts'
import { applyRules } from '../../jobs/apply-rules.ts'
import type { Observation } from '../../model/observation.ts'
import { MERGE_RULES } from '../queries/list-merges.ts'
import { DEFAULT_RULES, type MergeRules } from './merge-rules.ts'

// What Checkov and tfsec printed about the sample platform: tfsec’s SARIF names no resources.

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

const REPORTS = join(import.meta.dirname, '../../../examples/reports/platform')
const read = async (format: Format, file: string, date = '2026-11-16'): Promise<Item[]> =>
  itemsOf(format, await readFile(join(REPORTS, date, file), 'utf8'))

/** For each finding of both tools what it is made of. */
async function together(asset: string): Promise<string[]> {
  const { rows } = await t.pool.query<{ parts: string }>(
    `select string_agg(o.rule || ' ' || o.path || ':' || o.line, ', ' order by o.rule, o.path, o.line, o.key) as parts
     from observation o join scope s on s.asset_id = $1 and s.id = o.scope_id where o.asset_id = $1
     group by o.finding_id having count(distinct s.tool) > 1 order by 1`,
    [asset],
  )
  return rows.map(({ parts }) => parts)
}

async function inOrder(name: string, ...reports: [string, Item[]][]): Promise<string> {
  const asset = await testAsset(t.pool, name)
  for (const [tool, items] of reports) await ingest(t.pool, { asset, tool, items })
  return asset
}

const change = async (rules: Partial<MergeRules>) => {
  const payload = { ...DEFAULT_RULES, ...rules }
  const answer = await t.app.inject({ method: 'PUT', url: '/api/v1/merge-rules', headers: local, payload })
  expect(answer.statusCode).toBe(200)
}

const merges = async (asset: string) =>
  (await t.app.inject({ url: `/api/v1/merges?asset=${asset}&rule=block&limit=100`, headers: local })).json()

test('tfsec’s SARIF meets Checkov’s results on the same block, whoever came first', async () => {
  const reports: [string, Item[]][] = [
    ['Checkov', await read(checkov, 'checkov.json')],
    ['tfsec', await read(sarif, 'tfsec.sarif')],
  ]
  const one = await inOrder('checkov first', ...reports)
  const found = await together(one)
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((parts) => !/^CKV2?_AWS_\d+ .*, aws-/.test(parts))).toEqual([])
  const other = await inOrder('tfsec first', ...reports.toReversed())
  expect(await together(other)).toEqual(found)
  const { items, byRule } = await merges(one)
  expect(byRule.find(({ rule }: { rule: string }) => rule === 'block').observations).toBeGreaterThan(20)
  expect(items[0].observations.at(-1).reason).toMatchObject({
    rule: 'block',
    text: expect.stringMatching(/^Checkov reports the same control \(aws-[a-z0-9-]+\) on lines? \d+/),
  })
})

test('the rules of now change nothing on what they made, and take it apart where they say no', async () => {
  const asset = await inOrder(
    'replayed',
    ['tfsec', await read(sarif, 'tfsec.sarif')],
    ['Checkov', await read(checkov, 'checkov.json')],
  )
  const found = await together(asset)
  await applyRules(t.pool, { assets: [asset] })
  expect(await together(asset)).toEqual(found)
  await change({ block: false })
  await applyRules(t.pool, { assets: [asset] })
  expect(await together(asset)).toEqual([])
  await change({ block: true })
  await applyRules(t.pool, { assets: [asset] })
  expect(await together(asset)).toEqual(found)
})

test.each([
  ['Checkov', 'tfsec'],
  ['tfsec', 'Checkov'],
])('what meets on a second date is what the rules make of all that is stored: %s first', async (...order) => {
  const asset = await testAsset(t.pool, `two dates, ${order[0]} first`)
  for (const date of ['2026-09-14', '2026-11-16'])
    for (const [n, tool] of order.entries()) {
      const items =
        tool === 'Checkov'
          ? await read(checkov, 'checkov.json', date)
          : await read(sarif, 'tfsec.sarif', date)
      await ingest(t.pool, { asset, tool, items, at: `${date}T10:0${n}:00Z` })
    }
  const found = await together(asset)
  expect(found.length).toBeGreaterThan(20)
  await applyRules(t.pool, { assets: [asset] })
  expect(await together(asset)).toEqual(found)
})

const secret = (rule: string, path: string, line: number): Observation => ({
  type: 'observation',
  kind: 'secret',
  rule,
  title: 'A key',
  severity: 'high',
  secretHash: 'c0ffee',
  location: { path, line },
  raw: '{}',
})

test('what shares an identity with a result that joins a neighbour joins it too', async () => {
  const asset = await inOrder(
    'followed',
    ['semgrep', [codeObservation({ rule: 'hard-coded', cwes: [798], path: 'a.ts', line: 4 })]],
    ['gitleaks', [secret('key', 'a.ts', 4), secret('key', 'b.ts', 9)]],
  )
  const { rows } = await t.pool.query(
    `select count(distinct o.finding_id)::int as findings, count(f.id)::int as held
     from observation o left join finding f on f.asset_id = $1 and f.id = o.finding_id where o.asset_id = $1`,
    [asset],
  )
  expect(rows).toEqual([{ findings: 1, held: 3 }])
})

test('the index of the list of merges is about all rules that merge', async () => {
  const { rows } = await t.pool.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = 'observation_merged'",
  )
  const words = [...(rows[0]?.indexdef.matchAll(/'(\w+)'::text/g) ?? [])].map(([, word]) => word)
  expect(words.slice(1)).toEqual([...MERGE_RULES])
})
