import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { IntelItem } from '../feeds/contract.ts'
import { ADVISORY, ADVISORY_PACKAGE, ASSESSMENT, EPSS, MIRROR_TABLES } from './mirror-tables.ts'
import { type MirrorTable, type Row, replaceRows, stageRows, stageTable } from './replace-rows.ts'
import { type FileIdentity, rowsOf } from './rows-of.ts'
import { TREND_DAYS } from './signal.ts'

export interface TakenIn {
  items: number
  problems: number
  /** The first problems, for people. */
  samples: { where: string; message: string }[]
  /** The day or version that the content says it is of. */
  asOf: string | undefined
  /** Packages of which an advisory came, changed or went: `ecosystem` without its release, `name` as both sides write it. */
  packages: ChangedPackage[]
  /** Records that no file held before. */
  arrived: string[]
  /** Vulnerabilities whose EPSS, exploitation, exploits or assessment changed. */
  cves: string[]
  /** Of these, those of which CISA's assessment changed: its ratings and weaknesses are part of what matching tells. */
  assessed: string[]
}

export interface ChangedPackage {
  ecosystem: string
  name: string
  /** A record about it that was known before changed or went: what it says may be less now. */
  revised: boolean
}

const BATCH = 2_000
const SAMPLES = 20
// A feed loses a record now and then; one that loses half of them is broken.
const LEAST_KEPT = 0.5

/**
 * Makes the store what a feed's file says, within the caller's transaction: readers see all of it or nothing. Throws `feed_shrunk`
 * when the file holds less than half of what it held before (`before`, 0 for a first time). `partial`: the items are only what changed;
 * what they do not speak of stays.
 */
export async function takeIn(
  tx: Tx,
  file: FileIdentity,
  items: AsyncIterable<IntelItem>,
  { before, today, partial = false }: { before: number; today: string; partial?: boolean },
): Promise<TakenIn> {
  const taken = await stageItems(tx, file, items, today)
  if (taken.items < before * LEAST_KEPT)
    throw new AppError(
      'feed_shrunk',
      502,
      `${file.feed} ${file.path} holds ${taken.items} entries, and held ${before} before: it looks cut off, so what was known is kept.`,
    )
  const stale = taken.tables.has(ADVISORY_PACKAGE) || taken.tables.has(ADVISORY)
  const old = stale ? await packagesBefore(tx, file, partial) : []
  if (taken.tables.has(EPSS)) await keepPastScores(tx)
  const cves = new Set<string>()
  const assessed: string[] = []
  let advisories: Row[] = []
  for (const table of MIRROR_TABLES) {
    if (!taken.tables.has(table)) continue
    const changed = await replaceRows(tx, table, file, partial)
    if (table === ADVISORY) advisories = changed
    for (const { cve } of changed) if (typeof cve === 'string') cves.add(cve)
    if (table === ASSESSMENT) assessed.push(...changed.map(({ cve }) => String(cve)))
  }
  if (taken.tables.has(EPSS)) for (const cve of await withMovedTrend(tx)) cves.add(cve)
  const arrived = await arrivedAmong(tx, file, advisories)
  const packages = advisories.length ? await packagesOf(tx, file, { advisories, arrived }, old) : []
  const { items: count, problems, samples, asOf } = taken
  return { items: count, problems, samples, asOf, packages, arrived, cves: [...cves], assessed }
}

interface StagedItems extends Pick<TakenIn, 'items' | 'problems' | 'samples' | 'asOf'> {
  tables: Set<MirrorTable>
}

async function stageItems(
  tx: Tx,
  file: FileIdentity,
  items: AsyncIterable<IntelItem>,
  today: string,
): Promise<StagedItems> {
  const staged: StagedItems = { items: 0, problems: 0, samples: [], asOf: undefined, tables: new Set() }
  const waiting = new Map<MirrorTable, Row[]>()
  const flush = async (table: MirrorTable, rows: Row[]): Promise<void> => {
    if (!staged.tables.has(table)) await stageTable(tx, table)
    staged.tables.add(table)
    await stageRows(tx, table, rows)
    waiting.delete(table)
  }
  for await (const item of items) {
    if (item.type === 'as-of') staged.asOf = item.day
    else if (item.type === 'problem') {
      staged.problems++
      if (staged.samples.length < SAMPLES) staged.samples.push({ where: item.where, message: item.message })
    } else staged.items++
    for (const [table, row] of rowsOf(item, file, staged.asOf ?? today)) {
      const rows = waiting.get(table) ?? []
      waiting.set(table, rows)
      if (rows.push(row) >= BATCH) await flush(table, rows)
    }
  }
  for (const [table, rows] of waiting) await flush(table, rows)
  // A record that speaks of no package any more takes its packages along.
  if (staged.tables.has(ADVISORY) && !staged.tables.has(ADVISORY_PACKAGE)) await flush(ADVISORY_PACKAGE, [])
  return staged
}

/** Keeps the scores that are about to move, for the timeline. */
async function keepPastScores(tx: Tx): Promise<void> {
  await tx.query(
    `insert into epss_past (cve, since, score)
     select e.cve, e.since, e.score from epss e join staged_epss s on s.cve = e.cve where s.score <> e.score
     on conflict do nothing`,
  )
}

/** Vulnerabilities whose score of 30 days ago is another than yesterday. Two days, so that a sync at midnight misses none. */
async function withMovedTrend(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ cve: string }>(
    `select distinct cve from (select cve, since from epss_past union all select cve, since from epss) scores
     where since between current_date - ${TREND_DAYS + 1} and current_date - ${TREND_DAYS}`,
  )
  return rows.map(({ cve }) => cve)
}

/** New in this file, and in no other. */
async function arrivedAmong(
  tx: Tx,
  { feed, path }: FileIdentity,
  advisories: readonly Row[],
): Promise<string[]> {
  const fresh = advisories.flatMap(({ id, arrived }) => (arrived ? [id] : []))
  if (fresh.length === 0) return []
  const { rows } = await tx.query<{ id: string }>(
    `select id from unnest($3::text[]) as f (id)
     where not exists (select from advisory a where a.id = f.id and (a.feed, a.path) <> ($1, $2))`,
    [feed, path, fresh],
  )
  return rows.map(({ id }) => id)
}

type OwnedPackage = Omit<ChangedPackage, 'revised'> & { advisory: string }

async function packagesBefore(
  tx: Tx,
  { feed, path }: FileIdentity,
  partial: boolean,
): Promise<OwnedPackage[]> {
  const { rows } = await tx.query<OwnedPackage>(
    `select distinct p.advisory, p.ecosystem, p.name from advisory_package p
     where p.feed = $1 and p.path = $2 and (not $3 or p.advisory in (select id from staged_advisory)) and not exists (
       select from staged_advisory s join advisory a on a.feed = $1 and a.path = $2 and a.id = s.id and a.content = s.content
       where s.id = p.advisory)`,
    [feed, path, partial],
  )
  return rows
}

async function packagesOf(
  tx: Tx,
  { feed, path }: FileIdentity,
  { advisories, arrived }: { advisories: readonly Row[]; arrived: readonly string[] },
  old: readonly OwnedPackage[],
): Promise<ChangedPackage[]> {
  const { rows } = await tx.query<ChangedPackage>(
    `select ecosystem, name, bool_or(revised) as revised from (
       select ecosystem, name, advisory <> all($6::text[]) as revised
       from advisory_package where feed = $1 and path = $2 and advisory = any($3)
       union all
       select ecosystem, name, true from unnest($4::text[], $5::text[]) as o (ecosystem, name)) p group by 1, 2`,
    [
      feed,
      path,
      advisories.map(({ id }) => id),
      old.map((p) => p.ecosystem),
      old.map((p) => p.name),
      arrived,
    ],
  )
  return rows
}
