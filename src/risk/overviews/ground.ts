import { type Caveat, caveatsOf } from '../../findings/metrics/caveats.ts'
import { type Link, linkTo } from '../../findings/metrics/figures.ts'
import { slicer } from '../../findings/metrics/slicer.ts'
import { type Tally, tally } from '../../findings/metrics/tally.ts'
import { openDay, type Window, windowOf } from '../../findings/metrics/window.ts'
import type { FindingFilter } from '../../findings/queries/filter.ts'
import type { FindingRow } from '../../findings/queries/finding-row.ts'
import { listIn as pageIn } from '../../findings/queries/list-findings.ts'
import type { OpenBySeverity } from '../../findings/queries/overview/sum-posture.ts'
import type { Reader } from '../../findings/queries/reader.ts'
import { select } from '../../findings/queries/selection.ts'
import { SEVERITIES } from '../../model/severity.ts'
import type { Slice } from '../../model/slice.ts'
import type { Pool } from '../../platform/database.ts'

export interface RoleQuery {
  /** Ids or names. */
  application?: string[] | undefined
  team?: string[] | undefined
  asset?: string[] | undefined
  /** ISO date; left out: now. */
  asOf?: string | undefined
  /** Length of the window that ends with the day. */
  days: number
}

/** What a role's overview is made from: the window, the findings it is about, and who reads. */
export interface Ground {
  pool: Pool
  window: Window
  filter: FindingFilter
  reader: Reader
}

/** Throws `future_day`. */
export async function openGround(pool: Pool, query: RoleQuery, reader: Reader): Promise<Ground> {
  const { application, team, asset, asOf, days } = query
  const filter = { ...(application && { application }), ...(team && { team }), ...(asset && { asset }) }
  return { pool, window: windowOf(await openDay(pool, asOf), days), filter, reader }
}

/** The lines that every role's overview begins with. */
export function headOf(ground: Ground, knownSince: number) {
  const { window, filter } = ground
  return {
    asOf: window.asOf,
    from: window.fromDay,
    days: window.last - window.first + 1,
    findings: countIn(ground, {}).count,
    caveats: caveatsOf(window.past, filter, undefined, {
      first: window.first,
      knownSince,
    }) satisfies Caveat[],
  }
}

/** To the list of what a filter adds to the overview's own. */
export const linkIn = ({ window, filter }: Ground, part: FindingFilter): Link =>
  linkTo({ filter, from: window.from, ...(window.past !== undefined && { asOf: window.past }) }, part)

/** How many findings there are of a kind, with the link to them. */
export function countIn(ground: Ground, part: FindingFilter): { count: number; link: Link } {
  const { window, filter, reader } = ground
  const all = { slice: undefined, slicer: slicer(window, undefined) }
  const tallies = tally(select(window.posture, { ...filter, ...part }, reader), all, all)
  return { count: tallies[0]?.[0]?.count ?? 0, link: linkIn(ground, part) }
}

/** The same with the rows that come first, the highest score first. */
export async function listIn(
  ground: Ground,
  part: FindingFilter,
  limit: number,
): Promise<{ count: number; link: Link; items: FindingRow[] }> {
  const { pool, window, filter, reader } = ground
  const past = window.past === undefined ? {} : { asOf: window.past }
  const query = { ...filter, ...part, ...past, sort: 'score' as const, limit }
  const { items, total } = await pageIn(pool, window.posture, query, reader)
  return { count: total, link: linkIn(ground, part), items }
}

/** Counts by a slice and severity: group → severity → count. */
export function bySeverity(
  { window, filter, reader }: Ground,
  part: FindingFilter,
  by: Slice | undefined,
): Map<string, OpenBySeverity> {
  const [rows, columns] = [
    { slice: by, slicer: slicer(window, by) },
    { slice: 'severity' as const, slicer: slicer(window, 'severity') },
  ]
  const tallies = tally(select(window.posture, { ...filter, ...part }, reader), rows, columns)
  return new Map(
    rows.slicer.groups.map(({ id }, r) => [
      id,
      Object.fromEntries(
        SEVERITIES.map((name) => [
          name,
          countAt(
            tallies[r],
            columns.slicer.groups.findIndex((g) => g.id === name),
          ),
        ]),
      ) as OpenBySeverity,
    ]),
  )
}

const countAt = (line: Tally[] | undefined, column: number): number => line?.[column]?.count ?? 0
