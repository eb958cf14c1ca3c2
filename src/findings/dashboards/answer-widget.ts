import { DAY_MS, dayOf } from '../../model/day.ts'
import type { Slice } from '../../model/slice.ts'
import type { Pool } from '../../platform/database.ts'
import { type Caveat, caveatsOf } from '../metrics/caveats.ts'
import { type Figures, linkTo } from '../metrics/figures.ts'
import { historyLines } from '../metrics/read-history-lines.ts'
import { measureBoth, measureTotal } from '../metrics/read-metrics.ts'
import { narrowed } from '../metrics/search-of.ts'
import { type Group, slicer } from '../metrics/slicer.ts'
import { type Cut, noTally, type Tally, tally } from '../metrics/tally.ts'
import { type Day, windowOf } from '../metrics/window.ts'
import { postureAsOf } from '../posture-index/posture-as-of.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { listIn } from '../queries/list-findings.ts'
import type { Reader } from '../queries/reader.ts'
import { select } from '../queries/selection.ts'
import type { Widget, WidgetOf } from './widget.ts'

/** Where a widget's answer comes from: the day, the widget's own filter (the board's scope included), and who reads. */
export interface Ground {
  pool: Pool
  day: Day
  filter: FindingFilter
  reader: Reader
}

/** What a widget shows, as the contract's `widgetResult` of the same type has it. */
export async function answerWidget(widget: Widget, ground: Ground): Promise<object> {
  const answer = ANSWERS[widget.type] as (widget: Widget, ground: Ground) => Promise<object>
  return { id: widget.id, type: widget.type, ...(await answer(widget, ground)) }
}

const ANSWERS: { [T in Widget['type']]: (widget: WidgetOf<T>, ground: Ground) => Promise<object> } = {
  count: async ({ compareDays }, ground) => {
    const { pool, day, filter, reader } = ground
    const before = compareDays
      ? countIn(await postureAsOf(pool, dayBefore(day, compareDays)), filter, reader)
      : null
    return {
      count: countIn(day.posture, filter, reader),
      before,
      link: linkOf(ground, {}),
      caveats: pastCaveats(ground),
    }
  },
  trend: async ({ days, measure, by }, { day, filter, reader }) => {
    const query = { ...filter, days, measure, limit: 10, ...(by && { by }) }
    const { lines, days: dates, caveats } = historyLines(windowOf(day, days), query, reader)
    return { lines, days: dates, caveats }
  },
  table: async ({ sort, order, limit }, ground) => {
    const { pool, day, filter, reader } = ground
    const query = {
      ...filter,
      sort,
      limit,
      ...(order && { order }),
      ...(day.past !== undefined && { asOf: day.past }),
    }
    const { items, total } = await listIn(pool, day.posture, query, reader)
    return { rows: items, total, link: linkOf(ground, {}), caveats: pastCaveats(ground) }
  },
  breakdown: async ({ by, limit }, ground) => {
    const { groups, sums } = cutOnce(ground, by)
    const { first, rest } = best(groups, sums, limit, ({ count }) => count)
    const shown = first.map(([group, { count }]) => ({ ...named(ground, group), count }))
    const others = {
      id: 'other',
      label: `${rest.length} others`,
      link: null,
      count: rest.reduce((n, [, sum]) => n + sum.count, 0),
    }
    return {
      groups: rest.length ? [...shown, others] : shown,
      total: countIn(ground.day.posture, ground.filter, ground.reader),
      link: linkOf(ground, {}),
      caveats: pastCaveats(ground),
    }
  },
  heatmap: async (widget, ground) => heatmap(widget, ground),
  top: async ({ by, value, limit }, ground) => {
    const { groups, sums } = cutOnce(ground, by)
    const { first } = best(groups, sums, limit, (sum) => sum[value])
    return {
      groups: first.map(([group, { count, risk, topScore }]) => ({
        ...named(ground, group),
        count,
        risk: risk / 10,
        topScore: topScore / 10,
      })),
      link: linkOf(ground, {}),
      caveats: [...pastCaveats(ground), ...scoreCaveats(ground, value !== 'count')],
    }
  },
  sla: async ({ days, by }, ground) => figuresBy(ground, days, by, ({ sla }) => sla),
  mttr: async ({ days, by }, ground) => figuresBy(ground, days, by, ({ mttr }) => mttr),
  age: async (_, ground) => {
    const { state: __, ...filter } = ground.filter
    const { age, open, links } = measureTotal(windowOf(ground.day, 1), filter, ground.reader).figures
    return { figures: age, open, link: links.open, caveats: pastCaveats(ground) }
  },
}

const dayBefore = ({ to }: Day, days: number): number => Date.parse(dayOf(to - days * DAY_MS)) + DAY_MS - 1

const ONE = [0]
/** Everything in one group, number 0. */
const ALL: Cut = { slice: undefined, slicer: { groups: [], of: () => () => ONE } }

/** How many findings are in; by summaries where cells alone decide. */
function countIn(posture: Posture, filter: FindingFilter, reader: Reader): number {
  return tally(select(posture, filter, reader), ALL, ALL)[0]?.[0]?.count ?? 0
}

const cutOf = ({ day }: Ground, slice: Slice): Cut => ({ slice, slicer: slicer(day, slice) })

function cutOnce(ground: Ground, by: Slice): { groups: Group[]; sums: Tally[] } {
  const rows = cutOf(ground, by)
  const tallies = tally(select(ground.day.posture, ground.filter, ground.reader), rows, ALL)
  return { groups: rows.slicer.groups, sums: rows.slicer.groups.map((_, n) => tallies[n]?.[0] ?? noTally) }
}

/** Groups with their sums, the largest first: as many as are shown, and the rest. */
function best(groups: Group[], sums: Tally[], limit: number, value: (sum: Tally) => number) {
  const sorted = groups
    .map((group, n) => [group, sums[n] ?? noTally] as const)
    .filter(([, { count }]) => count > 0)
    .sort(([g, a], [h, b]) => value(b) - value(a) || b.count - a.count || (g.label < h.label ? -1 : 1))
  return { first: sorted.slice(0, limit), rest: sorted.slice(limit) }
}

const linkOf = ({ filter, day }: Ground, where: FindingFilter | null) =>
  linkTo(
    { filter: narrowed(filter, where), from: day.to, ...(day.past !== undefined && { asOf: day.past }) },
    {},
  )

const named = (ground: Ground, { id, label, where }: Group) => ({ id, label, link: linkOf(ground, where) })

function heatmap({ rows, columns, value, limit }: WidgetOf<'heatmap'>, ground: Ground) {
  const [down, across] = [cutOf(ground, rows), cutOf(ground, columns)]
  const tallies = tally(select(ground.day.posture, ground.filter, ground.reader), down, across)
  const read = (sum: Tally): number => (value === 'count' ? sum.count : sum.risk / 10)
  const sumOf = (cells: (Tally | undefined)[]): Tally =>
    cells.reduce<Tally>(
      (all, one) => ({
        count: all.count + (one?.count ?? 0),
        risk: all.risk + (one?.risk ?? 0),
        topScore: 0,
      }),
      noTally,
    )
  const rowSums = down.slicer.groups.map((_, r) => sumOf(tallies[r] ?? []))
  const columnSums = across.slicer.groups.map((_, c) => sumOf(tallies.map((line) => line?.[c])))
  const shownRows = best(down.slicer.groups, rowSums, limit, read).first.map(([group]) => group)
  const largest = best(across.slicer.groups, columnSums, limit, read).first.map(([group]) => group)
  const shownColumns = inOrder(columns, largest)
  const [rowNumber, columnNumber] = [numbersOf(down.slicer.groups), numbersOf(across.slicer.groups)]
  return {
    rows: shownRows.map((group) => named(ground, group)),
    columns: shownColumns.map((group) => named(ground, group)),
    cells: shownRows.map((row) =>
      shownColumns.map((column) => ({
        value: read(tallies[rowNumber.get(row) ?? -1]?.[columnNumber.get(column) ?? -1] ?? noTally),
        link: row.where && column.where ? linkOf(ground, { ...row.where, ...column.where }) : null,
      })),
    ),
    caveats: [...pastCaveats(ground), ...scoreCaveats(ground, value === 'risk')],
  }
}

const numbersOf = (groups: Group[]): Map<Group, number> => new Map(groups.map((group, n) => [group, n]))

const SEVERITY_ORDER = ['critical', 'high', 'medium', 'low', 'info', 'unknown']
/** Severities and ages come in their own order, all else by size. */
function inOrder(slice: Slice, groups: Group[]): Group[] {
  if (slice === 'severity')
    return [...groups].sort((a, b) => SEVERITY_ORDER.indexOf(a.id) - SEVERITY_ORDER.indexOf(b.id))
  return slice === 'age' ? [...groups].sort((a, b) => Number(a.id) - Number(b.id)) : groups
}

function figuresBy<T>(ground: Ground, days: number, by: Slice | null, read: (figures: Figures) => T) {
  const { state: _, ...filter } = ground.filter
  const window = windowOf(ground.day, days)
  const { total, groups } = measureBoth(window, filter, by ?? undefined, ground.reader)
  return {
    total: read(total.figures),
    groups: groups
      .sort((a, b) => b.sums.risk - a.sums.risk)
      .slice(0, 50)
      .map(({ id, label, figures, link }) => ({ id, label, link, figures: read(figures) })),
    caveats: pastCaveats(ground),
  }
}

const pastCaveats = ({ day, filter }: Ground): Caveat[] =>
  caveatsOf(day.past, filter, undefined, { first: 0, knownSince: Number.NEGATIVE_INFINITY }).filter(
    ({ figure }) => !figure.startsWith('risk'),
  )

const scoreCaveats = ({ day }: Ground, told: boolean): Caveat[] =>
  told && day.past !== undefined
    ? [{ figure: 'risk', text: 'Scores are today’s, of what was open on the day.' }]
    : []
