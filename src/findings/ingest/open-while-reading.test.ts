import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sarifText } from '../../../bench/make-sarif.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { codeObservation as code, testAsset } from '../../../test/ingest.ts'
import { expectSound } from '../../../test/sound.ts'
import { testUploads, type Uploads } from '../../../test/uploads.ts'
import type { Item } from '../../formats/contract.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'
import { type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { firstScorer } from '../../risk/first-score.ts'
import { rankingBasis } from '../../risk/ranking-basis.ts'
import { lockAsset } from '../lock-asset.ts'
import { openWhileReading } from './open-while-reading.ts'
import { clearStaging, stage } from './stage.ts'

// The first report of an asset opens its findings while it is read; all others are staged first.

let db: TestDatabase
let uploads: Uploads
beforeAll(async () => {
  db = await testDatabase()
  uploads = await testUploads(db.pool)
})
afterAll(async () => {
  await uploads.close()
  await db.drop()
})

const secret = (path: string): Item => ({
  ...code({ path }),
  kind: 'secret',
  rule: 'token',
  secretHash: 'ab'.repeat(32),
})

/** Stages items in a transaction that is taken back, some rows at once; `look` sees what it wrote. */
async function stageOpening<T>(
  asset: string,
  items: AsyncIterable<Item>,
  look: (query: (sql: string) => Promise<unknown[]>, opened: { count: number }[]) => Promise<T>,
  through = (tx: Tx): Tx => tx,
): Promise<T> {
  const report = newId()
  let seen: T | undefined
  const undo = new Error('taken back')
  const basis = await transaction(db.pool, (tx) => rankingBasis(tx, asset))
  await transaction(db.pool, async (tx) => {
    const args = { asset, report, main: true, keepOutcomes, rowsAtOnce: 3 }
    const opening = await openWhileReading(through(tx), args)
    const staged = await stage(db.pool, items, {
      asset,
      report,
      branch: 'main',
      scopeName: null,
      fallbackTool: () => 'semgrep',
      observedAt: () => new Date('2024-05-01'),
      firstScore: firstScorer(basis),
      opening,
    })
    expect(staged.scopes[0]?.opening).toBe(opening)
    seen = await look(async (sql) => (await tx.query(sql, [asset])).rows, opening?.opened ?? [])
    throw undo
  }).catch((error) => {
    if (error !== undo) throw error
  })
  await clearStaging(db.pool, { asset, report })
  return seen as T
}

const keepOutcomes = async (): Promise<Map<string, number>> => new Map()

async function* stream(items: Item[]): AsyncGenerator<Item> {
  yield* items
}

const eight = Array.from({ length: 8 }, (_, i) => code({ path: `src/${i}.ts`, snippet: `db.query(${i})` }))

const written =
  'select from finding where asset_id = $1 union all select from observation where asset_id = $1'
const rowsOf = async (asset: string): Promise<number | null> =>
  (await db.pool.query(written, [asset])).rowCount

test('what opens a finding whatever else the report shows is inserted while reading, the rest is staged', async () => {
  const asset = await testAsset(db.pool)
  const other: Item[] = [{ type: 'header', tool: 'bandit' }, code({ path: 'src/other.ts' })]
  // Of these the feeds may know more.
  const fed = [
    code({ path: 'src/c.ts', advisories: ['CVE-2021-44228'] }),
    code({ path: 'src/d.ts', knownExploited: true }),
  ]
  await stageOpening(
    asset,
    stream([
      { type: 'header', tool: 'semgrep' },
      ...eight,
      secret('src/a.ts'),
      secret('src/b.ts'),
      ...fed,
      ...other,
    ]),
    async (query, opened) => {
      expect(await query('select id from finding where asset_id = $1 and score is not null')).toHaveLength(8)
      expect(opened.reduce((sum, { count }) => sum + count, 0)).toBe(8)
      expect(
        await query('select path from staged_observation where asset_id = $1 order by path collate "C"'),
      ).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts', 'src/other.ts'].map((path) => ({ path })))
    },
  )
  expect(await rowsOf(asset)).toBe(0)
})

test('a report that breaks off in the middle leaves nothing', async () => {
  const asset = await testAsset(db.pool)
  async function* breaking(): AsyncGenerator<Item> {
    yield* eight
    throw new Error('unreadable')
  }
  let underWay = 0
  let begun = 0
  const watched = (tx: Tx): Tx =>
    new Proxy(tx, {
      get: (of, name) =>
        name === 'query'
          ? (...asked: Parameters<Tx['query']>) => {
              const answer = of.query(...asked) as unknown
              if (!(answer instanceof Writable)) return answer
              begun++
              underWay++
              answer.once('finish', () => underWay--)
              return answer
            }
          : Reflect.get(of, name),
    })
  await expect(stageOpening(asset, breaking(), async () => {}, watched)).rejects.toThrow('unreadable')
  // No statement of it goes out on a connection that somebody else has by now.
  expect(begun).toBe(8)
  expect(underWay).toBe(0)
  expect(await rowsOf(asset)).toBe(0)
})

test('only where the asset is free and nothing was found on it before', async () => {
  const args = { report: newId(), main: true, keepOutcomes }
  const asset = await testAsset(db.pool)
  const opens = (of: string): Promise<boolean> =>
    transaction(db.pool, async (tx) => (await openWhileReading(tx, { ...args, asset: of })) !== undefined)
  expect(await opens(asset)).toBe(true)
  await transaction(db.pool, async (tx) => {
    await lockAsset(tx, asset)
    expect(await opens(asset)).toBe(false)
  })
  const { asset: known } = await uploads.upload([...sarifText({ results: 0 })].join(''), {
    asset: 'nothing found',
  })
  expect(await opens(known)).toBe(false)
})

test('it leaves what the way of all other reports leaves', async () => {
  const bench = [...sarifText({ results: 60 })].join('')
  const { runs } = JSON.parse(bench)
  const [{ tool, results }] = runs
  // Twins, one of them in the very same place; a secret in two files; a package; another tool that sees some of it.
  const twins = [results[0], results[0], { ...results[0], partialFingerprints: undefined }]
  const rules = [
    ...tool.driver.rules,
    { id: 'generic-token', properties: { tags: ['secret'] } },
    { id: 'CVE-2021-23337', properties: { tags: ['vulnerability'] } },
  ]
  const found = (ruleId: string, uri: string, text: string) => ({
    ruleId,
    message: { text },
    locations: [
      { physicalLocation: { artifactLocation: { uri }, region: { startLine: 3, snippet: { text } } } },
    ],
  })
  const more = [
    found('generic-token', 'src/a.ts', 'token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"'),
    found('generic-token', 'src/b.ts', 'token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz"'),
    found('CVE-2021-23337', 'package-lock.json', 'Package: lodash\nInstalled Version: 4.17.20'),
    found('CVE-2021-44228', 'src/d.ts', 'lookup(d)'),
    { ...found('bench/order-0', 'test/c.ts', 'exec(c)'), suppressions: [{ kind: 'inSource' }] },
  ]
  const report = JSON.stringify({
    version: '2.1.0',
    runs: [
      { tool: { driver: { ...tool.driver, rules } }, results: [...twins, ...results, ...more] },
      { tool: { driver: { name: 'Other', rules } }, results: [results[1], more[0]] },
    ],
  })
  await uploads.upload(
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'None' } }, results: [] }] }),
    {
      asset: 'known',
    },
  )
  const at = '2024-05-01T00:00:00Z'
  const [opening, staged] = [
    await uploads.upload(report, { asset: 'blank', date: at }),
    await uploads.upload(report, { asset: 'known', date: at }),
  ]
  expect(opening.outcome).toEqual(staged.outcome)
  expect(opening.outcome?.new).toBeGreaterThan(60)
  expect(opening.outcome?.merged).toBeGreaterThan(0)
  expect(await everythingOf(opening.asset)).toEqual(await everythingOf(staged.asset))
  await expectSound(db.pool)
})

/** What is stored of an asset's findings, without ids. */
async function everythingOf(asset: string): Promise<unknown[]> {
  const { rows } = await db.pool.query(
    `select o.key, o.snippet_key, o.content, o.present, o.kind, o.rule, o.path, o.line, o.reason - 'with', o.gone_at,
            o.first_seen - f.first_seen as since, s.tool, d.data, d.raw, opener.key as opener,
            to_jsonb(f) - '{asset_id,id,first_seen,changed_at,due_at,fixed_at}'::text[] as finding, f.due_at - f.first_seen as due,
            (select jsonb_agg(e.type order by e.id) from finding_event e where e.asset_id = o.asset_id and e.finding_id = f.id) as events,
            (select count(*) from finding_key k where k.asset_id = o.asset_id and k.finding_id = f.id) as keys
     from observation o join finding f on f.asset_id = o.asset_id and f.id = o.finding_id
     join scope s on s.asset_id = o.asset_id and s.id = o.scope_id
     join observation_detail d on d.asset_id = o.asset_id and d.observation_id = o.id
     join observation opener on opener.asset_id = o.asset_id and opener.id = f.id
     where o.asset_id = $1 order by s.tool, o.key`,
    [asset],
  )
  return rows
}

test('several reports read at once of an asset that nobody knew, one of them by two workers', async () => {
  const ids: string[] = []
  for (const shape of [
    { results: 300 },
    { results: 300, gone: 0.1, added: 0.1 },
    { results: 300, moved: 0.2 },
  ])
    ids.push(await uploads.submit([...sarifText(shape)].join(''), { asset: 'unknown to all' }))
  const { rows } = await db.pool.query<{ asset: string }>(
    'select asset_id as asset from report where id = $1',
    [ids[0]],
  )
  const asset = rows[0]?.asset as string
  const read = (report: string): Promise<void> => ingestReport(uploads.deps, { asset, report })
  const ended = await Promise.allSettled([...ids, ids[0] as string].map(read))
  // Two that read the same report take each other's rows away, and then notice: the queue tries again.
  const failures = ended.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))
  expect(failures.filter((text) => !text.includes('has to be read again'))).toEqual([])
  for (const id of ids) await read(id)
  const { rows: reports } = await db.pool.query('select status from report where asset_id = $1', [asset])
  expect(reports.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
  await expectSound(db.pool)
})
