import type { CodeLocation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { twinKey } from '../identity.ts'
import { align, type Spot, type Twins } from './align.ts'
import type { ScopeArgs } from './compare.ts'
import { type Elsewhere, elsewhere, otherPlaces } from './elsewhere.ts'
import { goneAgain, type Restage, restage } from './restage.ts'
import { shapeOf } from './shape.ts'
import { isShown } from './shown.ts'

/** One identity in one file, as it is stored and as it is staged; twins have the same unit. */
interface Row {
  path: string
  unit: string
  stored: string | null
  stored_key: string | null
  stored_line: number | null
  present: boolean | null
  staged: string | null
  staged_key: string | null
  staged_line: number | null
}

type SettleArgs = ScopeArgs & Restage & { at: Date }

interface Stood extends Spot {
  id: string
  key: string
  present: boolean
}

interface Stands extends Spot {
  id: string
  key: string
}

/**
 * Twins (same rule, same code, same file) are told apart by a number that follows their order in the report. When one comes
 * or goes, or the report has another order, the numbers shift and history would go to a neighbour: this gives the staged
 * ones the numbers of those that they are, by where they and what is around them stood and stand. `against` is the
 * scope whose observations they are compared with. Returns how many got another number.
 */
export async function settleTwins(tx: Tx, args: SettleArgs, against: string): Promise<number> {
  const paths = await filesWithTwins(tx, args, against)
  if (paths.length === 0) return 0
  await restage(tx, args, paths)
  const rows = await pairsOf(tx, args, against, paths)
  const units = [...Map.groupBy(rows, (row) => `${row.path}\u001f${row.unit}`).values()].filter(isTwins)
  const details = await detailsOf(tx, args, units.flat())
  const renumbered = new Map<string, string>()
  for (const file of Map.groupBy(rows, (row) => row.path).values()) {
    const sorts = [...Map.groupBy(file, (row) => row.unit).values()].map((unit) => sortOf(unit, details))
    const pairs = [...align(sorts.map(presentOnly))]
    const known = new Set(pairs.map(([, now]) => now))
    // What is left may be what was there once: it comes back as itself.
    pairs.push(...align(sorts.map((sort) => absentOnly(sort, known))))
    for (const [old, now] of pairs) renumbered.set(now.id, old.key)
    for (const sort of sorts) numberOthers(sort, renumbered)
  }
  const changed = await writeKeys(tx, args, rows, renumbered)
  if (changed > 0) await goneAgain(tx, args, paths)
  return changed
}

const isTwins = (unit: Row[]): boolean => unit.length > 1

/** Files in which twins came, went or stand elsewhere. */
async function filesWithTwins(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  against: string,
): Promise<string[]> {
  const { rows } = await tx.query<{ path: string }>(
    `with off as materialized (
       select coalesce(s.path, o.path) as path, coalesce(s.snippet_key, o.snippet_key) as unit
       from staged_observation s
       left join observation o on o.asset_id = $1 and o.scope_id = $4 and o.key = s.key
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.line is distinct from o.line
       union
       select o.path, o.snippet_key from observation o
       where o.asset_id = $1 and o.scope_id = $4 and o.present and o.line is not null and not (${isShown('o', against, scope)})
     ), together as (
       select s.path, s.snippet_key as unit, s.key from staged_observation s
       where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3 and s.line is not null
         and (s.path, s.snippet_key) in (select path, unit from off)
       union
       select o.path, o.snippet_key, o.key from observation o
       where o.asset_id = $1 and o.scope_id = $4 and o.line is not null and (o.path, o.snippet_key) in (select path, unit from off)
     )
     select distinct path from (select path from together group by path, unit having count(*) > 1) twins`,
    [asset, report, scope, against],
  )
  return rows.map(({ path }) => path)
}

/** All of some files, by key; what is not staged is not there. */
async function pairsOf(
  tx: Tx,
  { asset, report, scope }: ScopeArgs,
  against: string,
  paths: readonly string[],
): Promise<Row[]> {
  const { rows } = await tx.query<Row>(
    `select coalesce(s.path, o.path) as path, coalesce(s.snippet_key, o.snippet_key) as unit,
            o.id as stored, o.key as stored_key, o.line as stored_line, o.present,
            s.id as staged, s.key as staged_key, s.line as staged_line
     from (select * from staged_observation
           where asset_id = $1 and report_id = $2 and scope_id = $3 and path = any($5::text[]) and line is not null) s
     full join (select * from observation
                where asset_id = $1 and scope_id = $4 and path = any($5::text[]) and line is not null) o using (key)`,
    [asset, report, scope, against, paths],
  )
  return rows
}

interface Detail {
  id: string
  location: Partial<CodeLocation> | null
  others?: Elsewhere[]
}

async function detailsOf(
  tx: Tx,
  { asset, report, at }: ScopeArgs & { at: Date },
  rows: readonly Row[],
): Promise<Map<string, Detail>> {
  const staged = await tx.query<Detail>(
    `select id, data::jsonb->'location' as location from staged_observation
     where asset_id = $1 and report_id = $2 and id = any($3::uuid[])`,
    [asset, report, rows.flatMap((row) => row.staged ?? [])],
  )
  const stored = await tx.query<Detail>(
    `select o.id, d.data->'location' as location,
            ${otherPlaces('$3::timestamptz')} as others
     from observation o join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.id = any($2::uuid[])`,
    [asset, rows.flatMap((row) => row.stored ?? []), at],
  )
  return new Map([...staged.rows, ...stored.rows].map((row) => [row.id, row]))
}

interface Sort extends Twins<Stood, Stands> {
  rows: readonly Row[]
}

function sortOf(rows: Row[], details: ReadonlyMap<string, Detail>): Sort {
  const old: Stood[] = []
  const now: Stands[] = []
  for (const row of rows) {
    if (row.stored && row.stored_key) {
      const detail = details.get(row.stored)
      const line = row.stored_line ?? 0
      old.push({
        id: row.stored,
        key: row.stored_key,
        present: row.present === true,
        line,
        column: detail?.location?.column ?? 0,
        end: detail?.location?.endLine ?? line,
        shape: shapeOf(detail?.location),
        hints: hintsOf(row.path, line, detail),
      })
    }
    if (row.staged && row.staged_key)
      now.push({
        id: row.staged,
        key: row.staged_key,
        line: row.staged_line ?? 0,
        column: details.get(row.staged)?.location?.column ?? 0,
        end: details.get(row.staged)?.location?.endLine ?? row.staged_line ?? 0,
        shape: shapeOf(details.get(row.staged)?.location),
      })
  }
  return { rows, old, now }
}

/** Lines of the same file at which other tools see it by now. */
const hintsOf = (path: string, line: number, detail: Detail | undefined): number[] =>
  elsewhere({ path, line, location: detail?.location }, detail?.others ?? []).flatMap((other) =>
    other.path === path ? [other.line] : [],
  )

const presentOnly = ({ old, now }: Sort): Twins<Stood, Stands> => ({ old: old.filter((o) => o.present), now })

const absentOnly = ({ old, now }: Sort, known: ReadonlySet<Stands>): Twins<Stood, Stands> => ({
  old: old.filter((o) => !o.present),
  now: now.filter((n) => !known.has(n)),
})

/** Those that are new get the first numbers that no other has or had. */
function numberOthers({ old, now }: Sort, renumbered: Map<string, string>): void {
  const others = now.filter(({ id }) => !renumbered.has(id))
  if (others.length === 0) return
  const used = new Set(old.map(({ key }) => key))
  const base = baseOf(now.map(({ key }) => key))
  let ordinal = 0
  for (const { id } of others) {
    while (used.has(twinKey(base, ordinal))) ordinal++
    renumbered.set(id, twinKey(base, ordinal++))
  }
}

/** The key with number 0, of which the others are made. */
function baseOf(keys: readonly string[]): string {
  const all = new Set(keys)
  return keys.find((key) => all.has(twinKey(key, 1))) ?? (keys[0] as string)
}

async function writeKeys(
  tx: Tx,
  { asset, report }: ScopeArgs,
  rows: readonly Row[],
  keys: ReadonlyMap<string, string>,
): Promise<number> {
  const changed = rows.flatMap(({ staged, staged_key }) => {
    const key = staged && keys.get(staged)
    return key && key !== staged_key ? [{ staged, key }] : []
  })
  if (changed.length === 0) return 0
  await tx.query(
    `update staged_observation s set key = k.key from unnest($3::uuid[], $4::uuid[]) as k (id, key)
     where s.asset_id = $1 and s.report_id = $2 and s.id = k.id`,
    [asset, report, changed.map((c) => c.staged), changed.map((c) => c.key)],
  )
  return changed.length
}
