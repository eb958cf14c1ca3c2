import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillFindings } from '../../../bench/fill-findings.ts'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { DEPLOYER_DECISIONS } from '../../model/deployer-decision.ts'
import { EXPLOIT_MATURITIES } from '../../model/exploit-maturity.ts'
import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import { NOISE, type Noise } from '../../model/noise.ts'
import { REACHES } from '../../model/reachability.ts'
import { SEVERITIES, severityOfRank } from '../../model/severity.ts'
import { SLA_STATES, type SlaState } from '../../model/sla-state.ts'
import { transaction } from '../../platform/database.ts'
import { currentPosture } from '../posture-index/posture-index.ts'
import { touchFindings } from '../touch-findings.ts'
import { countFacets, type Facet } from './facets.ts'
import type { FindingFilter } from './filter.ts'
import { type FindingQuery, listFindings } from './list-findings.ts'
import { rowFacets } from './row-facets.ts'
import { select } from './selection.ts'
import type { Order, Sort } from './sorts.ts'

/** A finding as a naive reader of the tables sees it. */
interface Plain {
  id: string
  asset_id: string
  asset: string
  application_id: string | null
  application: string | null
  team_id: string | null
  team: string | null
  kind: string
  severity: number
  state: string
  score: number
  title: string
  rule: string
  place: string
  component: string | null
  fix_version: string | null
  cwes: number[]
  advisories: string[]
  tools: string[]
  noise: Noise[]
  known_exploited: boolean | null
  exploit_maturity: number | null
  ssvc: number | null
  reachability: number | null
  assignee: string | null
  tags: string[]
  /** Policies and `policy/rule` of its outcome. */
  policies: string[]
  policy_rules: string[]
  first_seen: Date
  fixed_at: Date | null
  changed_at: Date
  owner: string | null
  due_at: Date | null
  sla_paused_at: Date | null
}

let db: TestDatabase
let all: Plain[]
const ME = 'user-7'

beforeAll(async () => {
  db = await testDatabase()
  await transaction(db.pool, (tx) =>
    fillFindings(tx, { teams: 3, applications: 6, assets: 25, findings: 2000 }),
  )
  // As those who rank, match and discover would write them; every fifth is unknown.
  await db.pool.query(
    `update finding set exploit_maturity = nullif(get_byte(uuid_send(id), 15) % 5, 4), ssvc = nullif(get_byte(uuid_send(id), 14) % 5, 4),
       reachability = nullif(get_byte(uuid_send(id), 13) % 6, 5)`,
  )
  // As policies would write them: every fourth has no outcome.
  await db.pool.query(
    `insert into policy_outcome (content, effects) select gen_random_uuid(), ('[{"policy":"p' || n || '","rule":"a","effect":"tag","value":"t' || n || '","reason":""},'
       || '{"policy":"sla","rule":"r' || n || '","effect":"sla","value":{},"reason":""}]')::jsonb from generate_series(1, 3) n;
     update finding f set policy_outcome = o.id, tags = array['t' || o.n, 'all'] from
       (select id, row_number() over (order by id) as n from policy_outcome) o where o.n = get_byte(uuid_send(f.id), 12) % 4`,
  )
  // As policies, people and owners files would: every third has no due date, every fourth no owner.
  await db.pool.query(
    `update finding set owner = (array[null, '@acme/a', '@acme/b', '@acme/a'])[1 + get_byte(uuid_send(id), 11) % 4],
       due_at = case when get_byte(uuid_send(id), 10) % 3 > 0
         then date_trunc('hour', now()) + interval '90 minutes' + (get_byte(uuid_send(id), 15) - 128) * interval '8 hours' end,
       sla_paused_at = case when get_byte(uuid_send(id), 14) % 5 = 0 then now() end`,
  )
  all = await readPlain()
})
afterAll(() => db.drop())

async function readPlain(): Promise<Plain[]> {
  const { rows } = await db.pool.query<Plain>(
    `select f.*, coalesce(f.severity_override, f.severity) as severity, a.name as asset, p.id as application_id,
            p.name as application, t.id as team_id, t.name as team,
            array(select e->>'policy' from policy_outcome o, jsonb_array_elements(o.effects) e where o.id = f.policy_outcome) as policies,
            array(select (e->>'policy') || '/' || (e->>'rule') from policy_outcome o, jsonb_array_elements(o.effects) e
                  where o.id = f.policy_outcome) as policy_rules
     from finding f join asset a on a.id = f.asset_id left join application p on p.id = a.application_id
     left join team t on t.id = p.team_id where f.posture and f.merged_into is null order by f.asset_id, f.id`,
  )
  return rows
}

const wordOf = <Word extends string>(words: readonly Word[], place: number | null): Word | 'unknown' =>
  place === null ? 'unknown' : (words[place] as Word)

const named = (values: string[] | undefined, id: string | null, name: string | null): boolean =>
  !values || values.includes(id ?? 'none') || (name !== null && values.includes(name))

/** Each condition of a filter by itself, over one finding. */
const conditions: Record<string, (f: Plain, filter: FindingFilter) => boolean> = {
  asset: (f, { asset }) => named(asset, f.asset_id, f.asset),
  application: (f, { application }) => named(application, f.application_id, f.application),
  team: (f, { team }) => named(team, f.team_id, f.team),
  kind: (f, { kind }) => !kind || (kind as string[]).includes(f.kind),
  severity: (f, { severity }) => !severity || severity.includes(severityOfRank(f.severity)),
  state: (f, { state }) => !state || (state as string[]).includes(f.state),
  tool: (f, { tool }) => !tool || f.tools.some((t) => tool.includes(t)),
  noise: (f, { noise }) => !noise || noiseNames(f).some((n) => (noise as string[]).includes(n)),
  cwe: (f, { cwe }) => !cwe || f.cwes.some((c) => cwe.includes(String(c))),
  advisory: (f, { advisory }) => !advisory || f.advisories.some((a) => advisory.includes(a)),
  component: (f, { component }) => !component || component.includes(f.component ?? ''),
  rule: (f, { rule }) => !rule || rule.includes(f.rule),
  assignee: (f, { assignee }) =>
    !assignee || assignee.some((a) => (a === 'none' ? !f.assignee : f.assignee === (a === 'me' ? ME : a))),
  owner: (f, { owner }) => !owner || owner.includes(f.owner ?? 'none'),
  sla: (f, { sla }) => !sla || sla.includes(slaName(f)),
  dueBefore: (f, { dueBefore }) => !dueBefore || (f.due_at !== null && f.due_at < new Date(dueBefore)),
  knownExploited: (f, { knownExploited: k }) => k === undefined || (f.known_exploited === true) === k,
  exploitMaturity: (f, { exploitMaturity: said }) =>
    !said || said.includes(wordOf(EXPLOIT_MATURITIES, f.exploit_maturity)),
  ssvc: (f, { ssvc: said }) => !said || said.includes(wordOf(DEPLOYER_DECISIONS, f.ssvc)),
  reachability: (f, { reachability: said }) => !said || said.includes(wordOf(REACHES, f.reachability)),
  tag: (f, { tag }) => !tag || f.tags.some((one) => tag.includes(one)),
  policy: (f, { policy }) => !policy || f.policies.some((one) => policy.includes(one)),
  policyRule: (f, { policyRule }) => !policyRule || f.policy_rules.some((one) => policyRule.includes(one)),
  fixable: (f, { fixable }) => fixable === undefined || (f.fix_version !== null) === fixable,
  agreed: (f, { agreed }) => agreed === undefined || f.tools.length > 1 === agreed,
  minScore: (f, { minScore }) => f.score >= (minScore ?? 0) * 10,
  since: (f, { since }) => since === undefined || f.first_seen >= new Date(since),
  until: (f, { until }) => until === undefined || f.first_seen < new Date(until),
  fixedSince: (f, { fixedSince: t }) => t === undefined || (f.fixed_at !== null && f.fixed_at >= new Date(t)),
  fixedUntil: (f, { fixedUntil: t }) => t === undefined || (f.fixed_at !== null && f.fixed_at < new Date(t)),
  q: (f, { q }) =>
    (q ?? '')
      .toLowerCase()
      .split(' ')
      .filter(Boolean)
      .every((word) =>
        [f.title, f.rule, f.component ?? '', f.place, ...f.advisories].some((text) =>
          text.toLowerCase().includes(word),
        ),
      ),
}
const slaName = ({ state, sla_paused_at, due_at, fixed_at }: Plain): SlaState => {
  if (!due_at) return 'none'
  if (state === 'fixed') return sla_paused_at || (fixed_at && fixed_at <= due_at) ? 'met' : 'late'
  if (state !== 'open') return 'stopped'
  if (sla_paused_at) return 'paused'
  const days = (due_at.getTime() - Date.now()) / 86_400_000
  return days < 0 ? 'overdue' : days < 7 ? 'due_soon' : 'on_time'
}
const noiseNames = (f: Plain): string[] => [
  ...f.noise,
  ...(f.severity === 1 ? ['informational'] : []),
  ...(f.noise.length || f.severity === 1 ? [] : ['none']),
]
const matches = (f: Plain, filter: FindingFilter, without?: string): boolean =>
  Object.entries(conditions).every(([name, holds]) => name === without || holds(f, filter))

const keys: Record<Sort, (f: Plain) => number | string> = {
  score: (f) => f.score,
  severity: (f) => f.severity,
  title: (f) => f.title.toLowerCase(),
  location: (f) => f.place.toLowerCase(),
  asset: (f) => f.asset,
  kind: (f) => f.kind,
  state: (f) => STATES.indexOf(f.state as 'open'),
  firstSeen: (f) => f.first_seen.getTime(),
  changed: (f) => f.changed_at.getTime(),
  due: (f) => f.due_at?.getTime() ?? Number.POSITIVE_INFINITY,
}

const some = <T>(values: readonly T[], max = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max })
const from = (read: (f: Plain) => string | null | string[]): string[] => [
  ...new Set(all.flatMap((f) => read(f) ?? [])),
]

const filters = (): fc.Arbitrary<FindingFilter> => {
  const fields = {
    asset: some([...from((f) => f.asset_id), ...from((f) => f.asset), 'no-such-asset'], 8),
    application: some([...from((f) => f.application_id), ...from((f) => f.application), 'none']),
    team: some([...from((f) => f.team_id), ...from((f) => f.team), 'none']),
    kind: some(KINDS, 6),
    severity: some(SEVERITIES, 4),
    state: some(STATES),
    tool: some(
      from((f) => f.tools),
      5,
    ),
    noise: some([...NOISE, 'none'] as const),
    cwe: some(
      from((f) => f.cwes.map(String)),
      4,
    ),
    advisory: some(from((f) => f.advisories)),
    component: some(from((f) => f.component)),
    rule: some(
      from((f) => f.rule),
      8,
    ),
    assignee: some(['me', 'none', 'user-3', 'user-11']),
    owner: some(['@acme/a', '@acme/b', 'none']),
    sla: some(SLA_STATES, 4),
    dueBefore: fc.constantFrom(
      ...[-20, 0, 20].map((days) => new Date(Date.now() + days * 86_400_000).toISOString()),
    ),
    knownExploited: fc.boolean(),
    exploitMaturity: some([...EXPLOIT_MATURITIES, 'unknown'] as const),
    ssvc: some([...DEPLOYER_DECISIONS, 'unknown'] as const),
    reachability: some([...REACHES, 'unknown'] as const),
    tag: some(['t1', 't2', 'all', 'none-has-this']),
    policy: some(['sla', 'p1', 'p3', 'none-has-this']),
    policyRule: some(['sla/r1', 'p2/a', 'sla/a']),
    fixable: fc.boolean(),
    agreed: fc.boolean(),
    minScore: fc.constantFrom(0, 12.3, 40, 70, 99.9),
    since: fc.constantFrom(...all.slice(0, 50).map((f) => f.first_seen.toISOString())),
    until: fc.constantFrom(...all.slice(0, 50).map((f) => f.first_seen.toISOString())),
    fixedSince: fc.constantFrom(...from((f) => f.fixed_at?.toISOString() ?? null).slice(0, 50)),
    fixedUntil: fc.constantFrom(...from((f) => f.fixed_at?.toISOString() ?? null).slice(0, 50)),
    q: fc.constantFrom(
      'sql',
      'INJECTION src/',
      'lodash',
      'cve-2019',
      'module-3',
      'zap nothing',
      '/orders',
      '.ts:',
    ),
  } satisfies {
    [K in keyof Omit<Required<FindingFilter>, 'branch' | 'asOf' | 'exception'>]: fc.Arbitrary<
      FindingFilter[K]
    >
  }
  // Up to three conditions at once: with all of them nothing would ever match.
  return fc
    .tuple(fc.record(fields), fc.subarray(Object.keys(fields), { maxLength: 3 }))
    .map(([record, names]) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name))),
    )
}

const visibilities = (): fc.Arbitrary<'all' | string[]> =>
  fc.oneof(
    fc.constant('all' as const),
    fc.uniqueArray(fc.constantFrom(...from((f) => f.asset_id)), { minLength: 1 }),
  )

async function walk(
  query: FindingQuery,
  visible: 'all' | string[],
): Promise<{ ids: string[]; totals: number[] }> {
  const [ids, totals]: [string[], number[]] = [[], []]
  for (let cursor: string | undefined; ; ) {
    const page = await listFindings(db.pool, { ...query, cursor }, { mine: [ME], visible })
    ids.push(...page.items.map((item) => item.id))
    totals.push(page.total)
    expect(page.items.length).toBeLessThanOrEqual(query.limit)
    if (page.next === null) return { ids, totals }
    cursor = page.next
  }
}

describe('lists and facets agree with a naive recount', () => {
  it('on every page of any filter, sort and direction', async () => {
    const byId = new Map(all.map((f) => [f.id, f]))
    await fc.assert(
      fc.asyncProperty(
        filters(),
        fc.constantFrom(...(Object.keys(keys) as Sort[])),
        fc.constantFrom<Order>('asc', 'desc'),
        fc.constantFrom(7, 100, 500),
        visibilities(),
        async (filter, sort, order, limit, visible) => {
          const expected = all.filter(
            (f) => matches(f, filter) && (visible === 'all' || visible.includes(f.asset_id)),
          )
          fc.pre(expected.length / limit < 12)
          const { ids, totals } = await walk({ ...filter, sort, order, limit }, visible)
          expect(new Set(totals)).toEqual(new Set([expected.length]))
          expect([...ids].sort()).toEqual(expected.map((f) => f.id).sort())
          const values = ids.map((id) => keys[sort](byId.get(id) as Plain))
          const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
          expect(values).toEqual(order === 'asc' ? sorted : sorted.reverse())
        },
      ),
      { numRuns: 100 },
    )
  }, 180_000)

  it('for every facet under all filters but its own', async () => {
    const posture = await currentPosture(db.pool)
    const facetOf: Record<Facet, (f: Plain) => string[]> = {
      kind: (f) => [f.kind],
      severity: (f) => [severityOfRank(f.severity)],
      state: (f) => [f.state],
      tool: (f) => f.tools,
      tag: (f) => f.tags,
      noise: noiseNames,
      exploitMaturity: (f) => [wordOf(EXPLOIT_MATURITIES, f.exploit_maturity)],
      ssvc: (f) => [wordOf(DEPLOYER_DECISIONS, f.ssvc)],
      reachability: (f) => [wordOf(REACHES, f.reachability)],
      application: (f) => [f.application_id ?? 'none'],
      team: (f) => [f.team_id ?? 'none'],
      asset: (f) => [f.asset_id],
    }
    await fc.assert(
      fc.asyncProperty(filters(), visibilities(), async (filter, visible) => {
        const seen = all.filter((f) => visible === 'all' || visible.includes(f.asset_id))
        const rowCounts = rowFacets(posture, filter, { mine: [ME], visible })
        for (const [facet, nameOf] of [
          ['sla', slaName],
          ['owner', (f: Plain) => f.owner ?? 'none'],
        ] as const) {
          const toldRows = new Map(rowCounts[facet].filter((v) => v.count).map((v) => [v.value, v.count]))
          const counts = new Map<string, number>()
          for (const f of seen)
            if (matches(f, filter, facet)) counts.set(nameOf(f), (counts.get(nameOf(f)) ?? 0) + 1)
          expect(toldRows).toEqual(counts)
        }
        const facets = countFacets(select(posture, filter, { mine: [ME], visible }), filter)
        expect(facets.total).toBe(seen.filter((f) => matches(f, filter)).length)
        for (const [facet, valuesOf] of Object.entries(facetOf) as [Facet, (f: Plain) => string[]][]) {
          const counts = new Map<string, number>()
          for (const f of seen)
            if (matches(f, filter, facet))
              for (const v of valuesOf(f)) counts.set(v, (counts.get(v) ?? 0) + 1)
          const told = new Map(facets[facet].filter((v) => v.count).map((v) => [v.value, v.count]))
          expect(told).toEqual(counts)
        }
      }),
      { numRuns: 100 },
    )
  }, 180_000)
})

describe('what changes shows at the next call', () => {
  const total = async (filter: FindingFilter): Promise<number> =>
    (await listFindings(db.pool, { ...filter, sort: 'score', limit: 1 }, { mine: [ME], visible: 'all' }))
      .total

  it('after findings, names and whole assets change', async () => {
    const one = all[0] as Plain
    const asset = [one.asset_id]
    const [before, open] = [await total({ asset }), await total({ asset, state: ['open'] })]
    await transaction(db.pool, async (tx) => {
      await tx.query("update finding set decision = 'accepted', present = true where asset_id = $1", asset)
      await touchFindings(tx, one.asset_id)
    })
    expect(open).toBeGreaterThan(0)
    expect(await total({ asset, state: ['open'] })).toBe(0)
    expect(await total({ asset, state: ['accepted'] })).toBe(before)
    await db.pool.query("update asset set name = 'renamed' where id = $1", asset)
    expect(await total({ asset: ['renamed'] })).toBe(before)
    const whole = await total({})
    await db.pool.query('delete from finding_version where asset_id = $1', asset)
    expect(await total({})).toBe(whole - before)
  })

  it('also while the columns are being read for somebody else', async () => {
    const target = all.at(-1) as Plain
    for (let round = 0; round < 20; round++) {
      const mark = `user-${round}-was-here`
      const early = [total({}), total({})]
      await transaction(db.pool, async (tx) => {
        await tx.query('update finding set assignee = $3 where asset_id = $1 and id = $2', [
          target.asset_id,
          target.id,
          mark,
        ])
        await touchFindings(tx, target.asset_id)
      })
      expect(await Promise.all([total({ assignee: [mark] }), total({ assignee: [mark] })])).toEqual([1, 1])
      await Promise.all(early)
    }
  })
})

it('refuses a cursor of another order', async () => {
  const reader = { mine: [ME], visible: 'all' as const }
  const page = await listFindings(db.pool, { sort: 'score', limit: 5 }, reader)
  const cursor = page.next as string
  await expect(listFindings(db.pool, { sort: 'title', limit: 5, cursor }, reader)).rejects.toMatchObject({
    code: 'bad_cursor',
  })
  await expect(listFindings(db.pool, { sort: 'score', limit: 5, cursor: 'x' }, reader)).rejects.toMatchObject(
    { code: 'bad_cursor' },
  )
})
