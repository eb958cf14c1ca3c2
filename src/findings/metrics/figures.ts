import type { FindingFilter } from '../queries/filter.ts'
import { MOST } from './row-facts.ts'
import { searchOf } from './search-of.ts'
import type { Sums } from './sums.ts'

export type Link = string | null

export interface SlaFigures {
  compliance: number | null
  met: number
  missed: number
  overdue: number
  dueSoon: number
  withDueDate: number
  link: Link
}
export interface MttrFigures {
  fixes: number
  meanDays: number | null
  medianDays: number | null
  p90Days: number | null
  link: Link
}
export interface AgeFigures {
  medianDays: number | null
  p90Days: number | null
  buckets: { fromDays: number; toDays: number | null; count: number }[]
}
export interface RiskFigures {
  sum: number | null
  top: number | null
  findings50: number | null
}
export interface Figures {
  open: number
  opened: number
  reopened: number
  fixed: number
  mttr: MttrFigures
  fixRate: number | null
  reopenRate: number | null
  sla: SlaFigures
  age: AgeFigures
  risk: RiskFigures
  agreement: { comparable: number; agreed: number; share: number | null }
  links: { open: Link; opened: Link; fixed: Link }
}

/** Where the rows behind the figures are: a filter (null = no list can show them), the window's first moment and the past day. */
export interface Behind {
  filter: FindingFilter | null
  from: number
  asOf?: string
}

const BUCKETS: [number, number | null][] = [
  [0, 7],
  [7, 30],
  [30, 90],
  [90, 180],
  [180, 365],
  [365, null],
]

/** Without a base nothing can be said: null. Rounded to four digits. */
export const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000

const tenth = (days: number): number => Math.round(days * 10) / 10

/** What the sums of one group come to. docs/metrics.md says the same in words. */
export function figuresOf(sums: Sums, behind: Behind): Figures {
  const { open, opened, reopened, fixed } = sums
  return {
    open,
    opened,
    reopened,
    fixed,
    mttr: mttrOf(sums, behind),
    fixRate: ratio(fixed, opened + reopened),
    reopenRate: ratio(reopened, fixed + reopened),
    sla: slaOf(sums, behind),
    age: ageOf(sums),
    risk: { sum: sums.risk / 10, top: sums.topScore / 10, findings50: sums.tops },
    agreement: {
      comparable: sums.comparable,
      agreed: sums.agreed,
      share: ratio(sums.agreed, sums.comparable),
    },
    links: {
      open: linkTo(behind, { state: ['open'] }),
      opened: linkTo(behind, { since: new Date(behind.from).toISOString() }),
      fixed: linkTo(behind, fixedWithin(behind)),
    },
  }
}

const fixedWithin = ({ from }: Behind): FindingFilter => ({
  state: ['fixed'],
  fixedSince: new Date(from).toISOString(),
})

export const linkTo = ({ filter, asOf }: Behind, part: FindingFilter): Link =>
  filter && searchOf({ ...filter, ...part, ...(asOf !== undefined && { asOf }) })

/** From first seen to fixed, over what was fixed within the window and still is at its end. */
export function mttrOf({ fixed, fixTenths }: Sums, behind: Behind): MttrFigures {
  const spread = spreadOf(fixTenths)
  const days = (share: number): number | null => (fixed ? quantile(spread, fixed, share) / 10 : null)
  return {
    fixes: fixed,
    meanDays: fixed ? tenth(sumOf(spread) / fixed / 10) : null,
    medianDays: days(0.5),
    p90Days: days(0.9),
    link: linkTo(behind, fixedWithin(behind)),
  }
}

/** Of what was due: fixed in time, against fixed late and still open past its date. */
export function slaOf(sums: Sums, behind: Behind): SlaFigures {
  const { met, missed, overdue, dueSoon, withDueDate } = sums
  return {
    compliance: ratio(met, met + missed + overdue),
    met,
    missed,
    overdue,
    dueSoon,
    withDueDate,
    // Lists tell overdue by today's clock.
    link: behind.asOf === undefined ? linkTo(behind, { sla: ['overdue'] }) : null,
  }
}

/** How long what is open has been known, in whole days (UTC dates). */
export function ageOf({ open, ages }: Sums): AgeFigures {
  const spread = spreadOf(ages)
  const between = (from: number, to: number): number =>
    spread.slice(from, to).reduce((sum, count) => sum + count, 0)
  return {
    medianDays: open ? quantile(spread, open, 0.5) : null,
    p90Days: open ? quantile(spread, open, 0.9) : null,
    buckets: BUCKETS.map(([fromDays, toDays]) => ({
      fromDays,
      toDays,
      count: between(fromDays, toDays ?? spread.length),
    })),
  }
}

// All zero between two calls: made for each of thousands of groups, it would be most of the work.
const counts = new Uint32Array(MOST + 1)

/** How often each whole number occurs. */
function spreadOf(pieces: readonly ArrayLike<number>[]): Uint32Array {
  let most = 0
  for (const piece of pieces)
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i] as number
      ;(counts[value] as number)++
      if (value > most) most = value
    }
  const spread = counts.slice(0, most + 1)
  counts.fill(0, 0, most + 1)
  return spread
}

const sumOf = (spread: Uint32Array): number => spread.reduce((sum, count, value) => sum + count * value, 0)

/** The nearest rank: a value that occurs, never one between two. */
function quantile(spread: Uint32Array, total: number, share: number): number {
  const rank = Math.max(1, Math.ceil(share * total))
  let below = 0
  for (let value = 0; value < spread.length; value++) {
    below += spread[value] as number
    if (below >= rank) return value
  }
  return spread.length - 1
}
