import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { SLICES, type Slice } from '../../model/slice.ts'
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
        return figuresOf(measureBoth(window, own, by, reader))
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

describe('what is carried over from before findings of a few assets changed says the same as all rows one by one', () => {
  it('in the highest score, also when it goes', async () => {
    await db.pool.query('update finding set score = least(score, 900)')
    await db.pool.query('update finding_version set version = version + 1')
    const filter: FindingFilter = { state: ['open'] }
    const highest = async (score: number) => {
      await db.pool.query(
        `with one as (select asset_id, id from finding where posture and merged_into is null and state = 'open'
           order by (select count(*) from finding f where f.asset_id = finding.asset_id), asset_id, id limit 1),
         written as (update finding f set score = $1 from one where (f.asset_id, f.id) = (one.asset_id, one.id) returning f.asset_id)
         update finding_version set version = version + 1 where asset_id in (select asset_id from written)`,
        [score],
      )
      const { window, reader } = await asked(undefined, 90, 'all')
      return measureBoth(window, filter, 'severity', reader).total.sums.topScore
    }
    expect(await highest(1000)).toBe(1000)
    const after = await highest(10)
    expect(after).toBeGreaterThan(10)
    expect(after).toBeLessThanOrEqual(900)
  })

  it('in figures, counts and day by day, whatever changed', async () => {
    const { rows: assets } = await db.pool.query<{ id: string }>(
      'select asset_id as id from finding group by 1 having count(*) < 100 order by 1',
    )
    expect(assets.length).toBeGreaterThan(5)
    const all = fc.asyncProperty(
      filters,
      fc.constantFrom<Slice | undefined>(undefined, 'severity', 'kind', 'tool', 'team', 'application'),
      fc.array(fc.record({ asset: fc.nat(assets.length - 1), change: fc.constantFrom(...CHANGES) }), {
        minLength: 1,
        maxLength: 3,
      }),
      async (filter, by, changes) => {
        // Once as it is, for something to be carried over.
        await toldOf(filter, by)
        for (const { asset, change } of changes)
          await db.pool.query(
            `with written as (${change} returning asset_id)
             update finding_version set version = version + 1 where asset_id in (select asset_id from written)`,
            [assets[asset]?.id],
          )
        expect(await toldOf(filter, by)).toEqual(await toldOf({ ...filter, ...ROW_BY_ROW }, by))
      },
    )
    await fc.assert(all, { numRuns: RUNS })
  })
})

const SOME = 'id in (select id from finding where asset_id = $1 order by id limit 5)'
const CHANGES = [
  `update finding set score = 1000 where asset_id = $1 and ${SOME}`,
  `update finding set score = 100 where asset_id = $1 and score = 1000`,
  `update finding set decision = 'accepted', changed_at = now() where asset_id = $1 and ${SOME}`,
  `update finding set decision = null, changed_at = now() where asset_id = $1`,
  `update finding set present = false, fixed_at = now() - interval '3 days' where asset_id = $1 and ${SOME}`,
  `update finding set present = true, fixed_at = null where asset_id = $1`,
  `update finding set due_at = now() - interval '1 day' where asset_id = $1 and ${SOME}`,
  `update finding set severity_override = 1 where asset_id = $1 and ${SOME}`,
  `update finding set first_seen = now() - interval '40 days' where asset_id = $1 and ${SOME}`,
]

/** Everything that is told from sums by cell. */
async function toldOf(filter: FindingFilter, by: Slice | undefined) {
  const { window, reader } = await asked(undefined, 90, 'all')
  const figures = figuresOf(measureBoth(window, filter, by, reader))
  const history = (['open', 'fixed'] as const).map((measure) =>
    historyLines(window, { ...filter, days: 90, measure, limit: 1000, ...(by && { by }) }, reader)
      .lines.map(({ id, points }) => ({ id, points }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
  return { figures, history }
}

function figuresOf({ total, groups }: ReturnType<typeof measureBoth>) {
  const one = ({ id, sums: { ages, fixTenths, ...sums } }: typeof total) => ({
    id,
    ...sums,
    ages: ages.flatMap((piece) => [...Array.from(piece)]).sort(),
    fixTenths: fixTenths.flatMap((piece) => [...Array.from(piece)]).sort(),
  })
  return [one(total), ...groups.map(one).sort((a, b) => (a.id < b.id ? -1 : 1))]
}

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
