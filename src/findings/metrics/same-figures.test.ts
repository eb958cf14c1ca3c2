import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { SLICES } from '../../model/slice.ts'
import { transaction } from '../../platform/database.ts'
import type { FindingFilter } from '../queries/filter.ts'
import { select } from '../queries/selection.ts'
import { historyLines, type Measure } from './read-history-lines.ts'
import { measureBoth } from './read-metrics.ts'
import { slicer } from './slicer.ts'
import { tally } from './tally.ts'
import { warmUp } from './warm-up.ts'
import { openDay, type Window, windowOf } from './window.ts'

// A filter on single findings that lets all of them in: then everything is added up row by row.
const ROW_BY_ROW: FindingFilter = { since: '1971-01-01T00:00:00Z' }

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 3, applications: 6, assets: 25, findings: 2000 }),
  )
})
afterAll(() => db.drop())

const some = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1, maxLength: 3 }), { nil: undefined })
const filters = fc
  .record({
    kind: some(KINDS),
    severity: some(SEVERITIES),
    state: some(STATES),
    tool: some(['Trivy', 'Semgrep', 'ZAP']),
    team: some(['Team 1', 'Team 2', 'none']),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as FindingFilter)
const slices = fc.constantFrom(undefined, ...SLICES)
const pastDays = fc.constantFrom(undefined, 20, 150)
const lengths = fc.constantFrom(7, 90, 365)
const readers = fc.constantFrom('all' as const, 'some' as const)

interface Asked {
  window: Window
  reader: { visible: 'all' | string[]; mine: string[] }
}

async function asked(past: number | undefined, days: number, sees: 'all' | 'some'): Promise<Asked> {
  const asOf = past && new Date(Date.now() - past * 86_400_000).toISOString().slice(0, 10)
  const window = windowOf(await openDay(db.pool, asOf || undefined), days)
  const few = [...window.posture.blocks.keys()].filter((_, n) => n % 3 === 0)
  return { window, reader: { visible: sees === 'all' ? 'all' : few, mine: [] } }
}

describe('what is kept by cell and asset says the same as all rows one by one', () => {
  it('in counts, risks and highest scores by two slices', () =>
    property(slices, slices, ({ window, reader }, filter, rows, columns) => {
      const told = (own: FindingFilter) => {
        const [down, across] = [slicer(window, rows), slicer(window, columns)]
        const sums = tally(
          select(window.posture, own, reader),
          { slice: rows, slicer: down },
          { slice: columns, slicer: across },
        )
        return down.groups
          .flatMap(({ id }, r) => across.groups.map((group, c) => [id, group.id, sums[r]?.[c] ?? null]))
          .filter(([, , sum]) => sum)
          .sort()
      }
      expect(told(filter)).toEqual(told({ ...filter, ...ROW_BY_ROW }))
    }))

  it('in figures in total and by a slice', () =>
    property(slices, fc.constant(undefined), ({ window, reader }, filter, by) => {
      const told = (own: FindingFilter) => {
        const { total, groups } = measureBoth(window, own, by, reader)
        const one = ({ id, sums: { ages, fixTenths, ...sums } }: typeof total) => ({
          id,
          ...sums,
          ages: ages.flatMap((piece) => [...Array.from(piece)]).sort(),
          fixTenths: fixTenths.flatMap((piece) => [...Array.from(piece)]).sort(),
        })
        return [one(total), ...groups.map(one).sort((a, b) => (a.id < b.id ? -1 : 1))]
      }
      expect(told(filter)).toEqual(told({ ...filter, ...ROW_BY_ROW }))
    }))

  it('day by day', () =>
    property(
      slices,
      fc.constantFrom<Measure>('open', 'opened', 'fixed', 'reopened'),
      ({ window, reader }, filter, by, measure) => {
        const days = window.last - window.first + 1
        const told = (own: FindingFilter) =>
          historyLines(window, { ...own, days, measure, limit: 1000, ...(by && { by }) }, reader)
            .lines.map(({ id, points }) => ({ id, points }))
            .sort((a, b) => (a.id < b.id ? -1 : 1))
        expect(told(filter)).toEqual(told({ ...filter, ...ROW_BY_ROW }))
      },
    ))

  it('also after what was worked out ahead, and after findings changed', async () => {
    await warmUp(db.pool, new AbortController().signal)
    const count = async (): Promise<number | undefined> => {
      const { window, reader } = await asked(undefined, 90, 'all')
      return measureBoth(window, { state: ['open'] }, 'severity', reader).total.sums.open
    }
    const before = await count()
    const { rowCount } = await db.pool.query(
      "update finding set decision = 'accepted' where posture and merged_into is null and state = 'open' and kind = 'dependency'",
    )
    await db.pool.query('update finding_version set version = version + 1')
    expect(rowCount).toBeGreaterThan(0)
    expect(await count()).toBe((before ?? 0) - (rowCount ?? 0))
  })
})

const RUNS = 60

/** Asks about any filter, day, window and reader, and by any two things. */
async function property<A, B>(
  first: fc.Arbitrary<A>,
  second: fc.Arbitrary<B>,
  check: (asked: Asked, filter: FindingFilter, first: A, second: B) => void,
): Promise<void> {
  const all = fc.asyncProperty(
    filters,
    pastDays,
    lengths,
    readers,
    first,
    second,
    async (filter, past, days, sees, one, other) => check(await asked(past, days, sees), filter, one, other),
  )
  await fc.assert(all, { numRuns: RUNS })
}
