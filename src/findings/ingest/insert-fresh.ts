import type { Tx } from '../../platform/database.ts'
import type { Opened } from '../posture.ts'
import type { Assignments } from './assign.ts'
import type { ScopeArgs } from './compare.ts'
import { DETAILS, EVENTS, FINDINGS, insertOf, OBSERVATIONS, WITH_SIGNALS } from './new-rows.ts'

export interface InsertArgs extends ScopeArgs {
  at: Date
  /** The scope is the default branch's: its findings are the posture. */
  main: boolean
}

/**
 * Inserts the fresh observations with their details, and a finding for each that belongs to no other: the finding takes
 * the id of the observation that opens it. Returns how many findings were opened, by severity.
 */
export async function insertFresh(tx: Tx, args: InsertArgs, assignments: Assignments): Promise<Opened[]> {
  const { asset, report, scope, at, main } = args
  await place(tx, args, assignments)
  return insertPlaced(tx, ONE, [asset, report, scope], { at, main })
}

/** The placed rows of one scope (`$1` asset, `$2` report, `$3` scope), so that every statement is about one asset. */
const ONE = placedRows(
  'staged_placement p join staged_observation s on s.asset_id = $1 and s.report_id = $2 and s.id = p.id and s.scope_id = $3',
  'p.asset_id = $1 and p.report_id = $2',
  'asset_id = $1 and id = $3',
)

/** Those of many scopes: `$1` assets, `$2` report, `$3` scopes. */
export const MANY = placedRows(
  'staged_placement p join staged_observation s on s.asset_id = p.asset_id and s.report_id = $2 and s.id = p.id and s.scope_id = any($3::uuid[])',
  'p.asset_id = any($1::uuid[]) and p.report_id = $2',
  'asset_id = s.asset_id and id = s.scope_id',
)

export interface PlacedRows {
  all: string
  opening: string
}

/** `from`: tables that give `s`, a row like staged_observation's, and `p` with the `finding_id` it goes to and the `reason`. */
function placedRows(from: string, where: string, scope: string): PlacedRows {
  return {
    all: `${from} where ${where}`,
    opening: `${from} cross join lateral (select (select tool from scope where ${scope}) as name) tool ${WITH_SIGNALS} where ${where} and p.finding_id = s.id`,
  }
}

/** Decides once which rows are fresh and where they go: the statements after it read this narrow table. */
async function place(tx: Tx, { asset, report, scope }: InsertArgs, assignments: Assignments): Promise<void> {
  const assigned = [...assignments]
  await tx.query(
    `insert into staged_placement (asset_id, report_id, id, finding_id, reason)
     select $1, $2, fresh.id, coalesce(a.finding, fresh.id), coalesce(a.reason, '{"rule":"first"}')
     from (select s.id from staged_observation s where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
             and not exists (select from observation o where o.asset_id = $1 and o.scope_id = $3 and o.key = s.key)) fresh
     left join unnest($4::uuid[], $5::uuid[], $6::jsonb[]) as a (id, finding, reason) on a.id = fresh.id`,
    [
      asset,
      report,
      scope,
      assigned.map(([id]) => id),
      assigned.map(([, a]) => a.finding),
      assigned.map(([, a]) => a.reason),
    ],
  )
}

/** Inserts what staged_placement says is fresh. `about` are the parameters of `rows`. Returns how many findings were opened, by severity. */
export async function insertPlaced(
  tx: Tx,
  rows: PlacedRows,
  about: readonly unknown[],
  { at, main }: { at: Date; main: boolean },
): Promise<(Opened & { asset: string })[]> {
  await tx.query(insertOf(OBSERVATIONS, rows.all), [...about, at])
  await tx.query(insertOf(DETAILS, rows.all), [...about])
  const opened = await tx.query<Opened & { asset: string }>(
    `with opened as (${insertOf(FINDINGS, rows.opening)} returning asset_id, severity)
     select asset_id as asset, severity, count(*)::int as count from opened group by 1, 2`,
    [...about, at, main],
  )
  await tx.query(insertOf(EVENTS, rows.all), [...about, at])
  return opened.rows
}

/**
 * Points the shared identities of a staged scope at the findings of their observations, late aliases of known ones
 * included. An observation that a person split off keeps to itself.
 */
export async function recordKeys(tx: Tx, { asset, report, scope }: ScopeArgs): Promise<void> {
  await tx.query(
    `insert into finding_key (asset_id, key, finding_id)
     select distinct on (u.key) $1::uuid, u.key, o.finding_id
     from staged_observation s
     cross join unnest(s.shared_keys) as u (key)
     join observation o on o.asset_id = $1 and o.scope_id = $3 and o.key = s.key and not o.pinned
     where s.asset_id = $1 and s.report_id = $2 and s.scope_id = $3
     order by u.key, o.id
     on conflict (asset_id, key) do nothing`,
    [asset, report, scope],
  )
}
