import type { Slice } from '../../model/slice.ts'
import type { Pool } from '../../platform/database.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { assetsInScope } from '../queries/overview/assets-in-scope.ts'
import type { Reader } from '../queries/reader.ts'
import { type Selection, select } from '../queries/selection.ts'
import { addUp } from './add-up.ts'
import { type Caveat, caveatsOf } from './caveats.ts'
import { type CoverageFigures, coverageFigures } from './coverage-figures.ts'
import { type Figures, figuresOf, type Link, linkTo } from './figures.ts'
import { isRecorded, type RecordedRisk, recordedRisk } from './recorded-risk.ts'
import { narrowed } from './search-of.ts'
import { type Group, slicer } from './slicer.ts'
import { type Sums, together } from './sums.ts'
import { openDay, type Window, windowOf } from './window.ts'

export interface MetricsQuery extends FindingFilter {
  /** Length of the window that ends with the day. */
  days: number
  by?: Slice
}

export interface Metrics {
  asOf: string
  from: string
  days: number
  by: Slice | null
  total: Figures
  groups: { id: string; label: string; figures: Figures; link: Link }[]
  coverage: CoverageFigures
  caveats: Caveat[]
}

const MOST_GROUPS = 200

/** All figures of what a filter asks for and the reader may see, as of a day, in total and by a slice. Throws `future_day`. */
export async function readMetrics(pool: Pool, query: MetricsQuery, reader: Reader): Promise<Metrics> {
  const { days, by, asOf, ...filter } = query
  const window = windowOf(await openDay(pool, asOf), days)
  const { total, groups, record } = measureBoth(window, filter, by, reader)
  const scope = assetsInScope(window.posture, filter, reader.visible)
  return {
    asOf: window.asOf,
    from: window.fromDay,
    days,
    by: by ?? null,
    total: total.figures,
    groups: groups
      .sort((a, b) => b.sums.risk - a.sums.risk || b.sums.open - a.sums.open || (a.label < b.label ? -1 : 1))
      .slice(0, MOST_GROUPS)
      .map(({ id, label, figures, link }) => ({ id, label, figures, link })),
    coverage: await coverageFigures(pool, window.posture, scope, window.to),
    caveats: caveatsOf(window.past, filter, by, { first: window.first, knownSince: record.knownSince }),
  }
}

export interface MeasuredGroup {
  id: string
  label: string
  figures: Figures
  sums: Sums
  /** To all of the group's open findings. */
  link: Link
}

/** Slices that put each finding into exactly one group. */
const PARTS = new Set<Slice>([
  'severity',
  'kind',
  'state',
  'team',
  'application',
  'asset',
  'rule',
  'assignee',
])

/** The figures of everything a filter asks for, and of each group of a slice (none without one). */
export function measureBoth(
  window: Window,
  filter: FindingFilter,
  by: Slice | undefined,
  reader: Reader,
): { total: MeasuredGroup; groups: MeasuredGroup[]; record: RecordedRisk } {
  if (by === undefined || !PARTS.has(by)) {
    const { groups, record } = measure(window, filter, undefined, reader)
    const others = by === undefined ? [] : measure(window, filter, by, reader).groups
    return { total: groups[0] as MeasuredGroup, groups: others, record }
  }
  const { groups } = measure(window, filter, by, reader)
  const record = recordOn(window, select(window.posture, filter, reader), filter, undefined)
  const all = { id: 'all', label: 'All', where: {} }
  const total = measured(window, filter, undefined, record, all, together(groups.map(({ sums }) => sums)))
  return { total, groups, record }
}

/** The figures of everything a filter asks for. */
export const measureTotal = (window: Window, filter: FindingFilter, reader: Reader): MeasuredGroup =>
  measure(window, filter, undefined, reader).groups[0] as MeasuredGroup

/** The figures of each group of a slice within a window (one group without a slice), in the order in which they came up. */
export function measure(
  window: Window,
  filter: FindingFilter,
  by: Slice | undefined,
  reader: Reader,
): { groups: MeasuredGroup[]; record: RecordedRisk } {
  const selection = select(window.posture, filter, reader)
  const cut = slicer(window, by)
  const sums = addUp(selection, { slice: by, slicer: cut }, window)
  const record = recordOn(window, selection, filter, by)
  return {
    groups: cut.groups.map((group, n) => measured(window, filter, by, record, group, sums[n] as Sums)),
    record,
  }
}

/** Only a past day's risk is told by the record: today's is what the findings say. */
const recordOn = (
  { last, past }: Window,
  selection: Selection,
  filter: FindingFilter,
  by: Slice | undefined,
): RecordedRisk =>
  past === undefined
    ? { lines: new Map(), knownSince: Number.NEGATIVE_INFINITY }
    : recordedRisk(selection, filter, by, { first: last, last })

/** Figures and links are made when they are asked for: of thousands of groups few are shown. */
function measured(
  { from, last, past }: Window,
  filter: FindingFilter,
  by: Slice | undefined,
  record: RecordedRisk,
  { id, label, where }: Group,
  sums: Sums,
): MeasuredGroup {
  const behind = { filter: narrowed(filter, where), from, ...(past !== undefined && { asOf: past }) }
  const figures = (): Figures => {
    const made = figuresOf(sums, behind)
    if (past === undefined) return made
    // Scores are today's: of a past day only the record tells.
    const recorded = isRecorded(filter, by) && record.knownSince <= last
    const sum = recorded ? (record.lines.get(id)?.[0] ?? 0) : null
    return { ...made, risk: { sum, top: null, findings50: null } }
  }
  let kept: Figures | undefined
  return {
    id,
    label,
    sums,
    get figures() {
      kept ??= figures()
      return kept
    },
    get link() {
      return linkTo(behind, { state: ['open'] })
    },
  }
}
