/**
 * From an advisory to findings: one new advisory, one that changed, everything against everything, EPSS's daily scores, and the question who uses a
 * package. `npm run bench -- matching [assets [uses [arrivals]]]`, 1,000 assets of 500 uses by default; with `arrivals` what is found by
 * the comparison of everything is not opened, and no EPSS is read. The floor is one pass of the database over all uses. The targets are those of 10,000
 * assets.
 */

import { localActor } from '../src/access/actor.ts'
import { refreshSignals } from '../src/findings/signals/refresh-signals.ts'
import type { IntelItem } from '../src/intel/feeds/contract.ts'
import { MATCH_TASK } from '../src/intel/matching/queue-matching.ts'
import type { AssetBranch } from '../src/intel/matching/users-of.ts'
import { whereUsed } from '../src/intel/queries/where-used.ts'
import { takeIn } from '../src/intel/store/take-in.ts'
import { listComponents } from '../src/inventory/components.ts'
import { matchComponents } from '../src/jobs/match-components.ts'
import { matchAll, rematch } from '../src/jobs/sync-intel.ts'
import type { Advisory } from '../src/model/advisory.ts'
import { type Pool, transaction } from '../src/platform/database.ts'
import { settleMany } from '../src/risk/settle-findings.ts'
import { benchDatabase } from './bench-database.ts'
import { fillUses, VERSIONS } from './fill-uses.ts'
import { advisoryOf } from './know-advisories.ts'
import { HEAD, line } from './percentiles.ts'

const PACKAGES = 20_000
const ADVISORIES = 5_000
const SCORES = 360_000
const TODAY = '2026-01-02'

export async function matchingBench([assets = '1000', uses = '500', only]: string[]): Promise<void> {
  await using database = await benchDatabase({ connections: 6 })
  const { pool } = database
  await transaction(pool, (tx) =>
    fillUses(tx, { assets: Number(assets), uses: Number(uses), packages: PACKAGES }),
  )
  if (only === 'arrivals') await pool.query(COMPARED)
  await pool.query('vacuum analyze')
  await (only === 'arrivals' ? measureQuick(pool) : measure(pool))
}

/** As if each asset had been held against an empty store. */
const COMPARED = `insert into match_run (asset_id, branch, at, components, matches, unreadable, git_ranges, content)
  select id, 'main', now(), 0, 0, 0, 0, md5('')::uuid from asset`

async function measureFloor(pool: Pool): Promise<number> {
  const floor = await timed(() => pool.query('select count(distinct component_id) from component_use'))
  const { rows } = await pool.query('select count(*)::int as uses from component_use')
  console.log(`${rows[0].uses.toLocaleString('en')} uses; floor ${floor.toFixed(0)} ms`)
  return floor
}

type Say = (what: string, ms: number, target: string) => void

const sayer =
  (floor: number): Say =>
  (what, ms, target) =>
    console.log(
      `${what.padEnd(60)} ${(ms / 1000).toFixed(1).padStart(6)} s  ${(ms / floor).toFixed(1)} × floor  ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB  ${target}`,
    )

async function measureQuick(pool: Pool): Promise<void> {
  const floor = await measureFloor(pool)
  const say = sayer(floor)
  await measureReading(pool, say)
  const ms = await timed(() => matchAll(pool, LOUD))
  say(`everything in use against them, ${await forget(pool)} assets differ`, ms, '(10,000 assets: ≤ 60 s)')
  await measureOne(pool, floor)
}

async function measure(pool: Pool): Promise<void> {
  const floor = await measureFloor(pool)
  const say = sayer(floor)
  await measureReading(pool, say)
  say('everything in use against them, findings opened', await timed(() => matchEverything(pool)), '')
  say(
    'the same again, nothing to change',
    await timed(() => matchEverything(pool)),
    '(10,000 assets: ≤ 60 s)',
  )
  await measureScores(pool, say)
  await measureOne(pool, floor)
}

async function measureReading(pool: Pool, say: Say): Promise<void> {
  const advisories = Array.from({ length: ADVISORIES }, (_, i) => advisory(i))
  const ms = await timed(() => put(pool, 'all', advisories))
  say(`${ADVISORIES.toLocaleString('en')} advisories into the store`, ms, '')
}

async function measureOne(pool: Pool, floor: number): Promise<void> {
  console.log(HEAD)
  await measureArrivals(pool, floor)
  await measureChanges(pool, floor)
  await measureWhere(pool, floor)
  await measureList(pool, floor)
}

/** Most advisories are about packages in the tail, as most packages are. */
const packageOf = (n: number): number => 1 + Math.floor((PACKAGES * ((n * 7919) % 10_007)) / 10_007)

const advisory = (n: number): Advisory =>
  advisoryOf(n, `package-${packageOf(n)}`, `1.${1 + (n % VERSIONS)}.0`)

async function put(pool: Pool, path: string, advisories: Advisory[]) {
  const items = advisories.map((one): IntelItem => ({ type: 'advisory', advisory: one }))
  return transaction(pool, (tx) =>
    takeIn(tx, { feed: 'osv', path }, from(items), { before: 0, today: TODAY }),
  )
}

async function* from(items: Iterable<IntelItem>): AsyncGenerator<IntelItem> {
  yield* items
}

const LOUD = {
  cpe: false,
  onFailure(error: unknown): never {
    throw error
  },
}

/** Returns how many branches differed. */
async function matchEverything(pool: Pool): Promise<number> {
  await matchAll(pool, LOUD)
  return workOff(pool)
}

async function measureScores(pool: Pool, say: Say): Promise<void> {
  const day = (moved: boolean) =>
    Array.from({ length: SCORES }, (_, n): IntelItem => {
      const score = moved && n % 20 === 0 ? 0.5 : 0.001
      return { type: 'epss', cve: `CVE-2026-${n}`, score, percentile: 0.5 }
    })
  const take = (items: IntelItem[]) =>
    transaction(pool, (tx) =>
      takeIn(tx, { feed: 'epss', path: 'epss' }, from(items), { before: 0, today: TODAY }),
    )
  await take(day(false))
  const ms = await timed(async () => {
    const { cves } = await take(day(true))
    await refreshSignals(pool, cves, (tx, assets) => settleMany(tx, assets, 'written'))
  })
  say(`EPSS of a day: ${SCORES.toLocaleString('en')} scores, one in twenty moved`, ms, '(≤ 30 s)')
}

/** One advisory after the other: put in, its users found, their findings there and told. */
async function measureArrivals(pool: Pool, floor: number): Promise<void> {
  const times: number[] = []
  const hit: number[] = []
  for (let n = 0; n < 40; n++) {
    const one = advisory(100_000 + n * 251)
    times.push(
      await timed(async () => {
        const { packages } = await put(pool, `new-${n}`, [one])
        await rematch(pool, packages, LOUD)
      }),
    )
    const { rows } = await pool.query<{ opened: number }>(
      'select count(*)::int as opened from finding where rule = $1',
      [one.id],
    )
    hit.push(rows[0]?.opened ?? 0)
  }
  const left = await pool.query('select from graphile_worker.jobs')
  console.log(
    line(
      `NEW ADVISORY (${Math.max(...hit)} findings at most, ${left.rowCount} assets left)`,
      times,
      floor,
      1000,
    ),
  )
}

/** The same advisories rated otherwise: their findings there and told, with the assets that are left for their jobs. */
async function measureChanges(pool: Pool, floor: number): Promise<void> {
  const times: number[] = []
  let changed = 0
  for (let n = 0; n < 20; n++) {
    const one = { ...advisory(100_000 + n * 251), summary: 'Rated anew', severity: 'medium' as const }
    times.push(
      await timed(async () => {
        const { packages } = await put(pool, `new-${n}`, [one])
        await rematch(pool, packages, LOUD)
        await workOff(pool)
      }),
    )
    const { rows } = await pool.query<{ changed: number }>(
      "select count(*)::int as changed from finding where rule = $1 and title = 'Rated anew'",
      [one.id],
    )
    changed = Math.max(changed, rows[0]?.changed ?? 0)
  }
  console.log(line(`CHANGED ADVISORY (${changed} findings at most)`, times, floor, 1000))
}

/** What a worker would do with the assets that are to be matched one by one. Returns how many there were. */
async function workOff(pool: Pool): Promise<number> {
  const left = await takeJobs(pool)
  for (const where of left) await matchComponents(pool, where)
  return left.length
}

/** Leaves them unmatched. */
const forget = async (pool: Pool): Promise<number> => (await takeJobs(pool)).length

async function takeJobs(pool: Pool): Promise<AssetBranch[]> {
  const { rows } = await pool.query<{ payload: AssetBranch }>(
    `with done as (delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
                   where t.id = j.task_id and t.identifier = $1 returning j.payload)
     select payload from done`,
    [MATCH_TASK],
  )
  return rows.map(({ payload }) => payload)
}

async function measureWhere(pool: Pool, floor: number): Promise<void> {
  const questions = [1, 2, 5, 20, 100, 1000, 10_000].flatMap((n) => [
    { package: `package-${n}` },
    { package: `npm:package-${n}`, versions: '<1.4.0' },
    { advisory: `CVE-2026-${10_000 + n}` },
  ])
  const times: number[] = []
  for (const question of questions)
    times.push(
      await timed(() => transaction(pool, (tx) => whereUsed(tx, localActor, { limit: 50, ...question }))),
    )
  console.log(line('WHERE, by name, range or advisory', times, floor, 300))
}

/** The first page of components in use, by name and by how many use them, of all and of a name. */
async function measureList(pool: Pool, floor: number): Promise<void> {
  for (const sort of ['name', 'assets'] as const)
    for (const q of [undefined, 'package-77']) {
      const query = { sort, limit: 50, ...(q && { q }) }
      const times: number[] = []
      for (let run = 0; run < 5; run++)
        times.push(await timed(() => transaction(pool, (tx) => listComponents(tx, localActor, query))))
      console.log(line(`COMPONENTS by ${sort}${q ? `, called ${q}…` : ''}`, times, floor))
    }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
