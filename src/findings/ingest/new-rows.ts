import {
  joinSignal,
  newestYear,
  signalEpss,
  signalExploited,
  signalMaturity,
} from '../../intel/store/signal.ts'
import { type CopyValue, copyField } from '../../platform/database.ts'
import { STAGED_COLUMNS } from './staged-row.ts'

// What a new observation and the finding that it opens are, column by column. Each is written in either of two ways: what was staged by
// SQL, once it is known where it belongs, and what opens a finding whatever else the report shows by COPY, while the report is read.

type StagedColumn = (typeof STAGED_COLUMNS)[number]
/** A staged row, by {@link STAGED_COLUMNS}. */
export type StagedValues = readonly CopyValue[]

/** What rows that are written together have in common. */
export interface Together {
  report: string
  /** When all of it was seen, ISO 8601. */
  at: string
  /** The scope is the default branch's: its findings are the posture. */
  main: boolean
  tool: string
  /** Numbers of policies' outcomes, by their content. */
  outcomes: ReadonlyMap<string, number>
}

interface Column {
  name: string
  /**
   * Of `s`, a staged row, and `p`, where it was placed: the `finding_id` it goes to and the `reason`. `$2` = report, `$4` = when it was seen;
   * of findings also `$5` = whether they are the posture, `tool`, and what `told` and `signal` say, policies and feeds.
   */
  sql: string
  /** Of a row that opens its own finding, and of which the feeds can know nothing. */
  copied: Copied
}

/** The number of the staged column whose value it is; what all rows have that are written together; or how each is made. */
type Copied =
  | number
  | { all: (together: Together) => CopyValue }
  | { each: (s: StagedValues, together: Together) => CopyValue }

export interface NewRows {
  table: string
  columns: readonly Column[]
}

const INDEX = Object.fromEntries(STAGED_COLUMNS.map((name, i) => [name, i])) as Record<StagedColumn, number>

/** A value of a staged row. */
export const staged = (s: StagedValues, name: StagedColumn): CopyValue => s[INDEX[name]]

const column = (name: string, sql: string, copied: Copied): Column => ({ name, sql, copied })
const alike = (name: string, sql: string, all: (together: Together) => CopyValue): Column =>
  column(name, sql, { all })
const as = (from: StagedColumn, name: string, sql = `s.${from}`): Column => column(name, sql, INDEX[from])
const taken = (...names: StagedColumn[]): Column[] => names.map((name) => as(name, name))
/** Which only what comes later, or from elsewhere, can say. */
const unknown = (name: string, sql: string): Column => alike(name, sql, () => null)
/** The time at which a row was seen that the tool itself calls gone. */
const gone = (name: string): Column =>
  column(name, 'case when not s.present then $4::timestamptz end', {
    each: (s, { at }) => (staged(s, 'present') ? null : at),
  })
const seen = (name: string): Column => alike(name, '$4::timestamptz', ({ at }) => at)

export const OBSERVATIONS: NewRows = {
  table: 'observation',
  columns: [
    ...taken('asset_id', 'id', 'scope_id'),
    as('id', 'finding_id', 'p.finding_id'),
    ...taken('key', 'snippet_key', 'content', 'present', 'kind', 'rule', 'path', 'line'),
    alike('reason', 'p.reason', () => '{"rule":"first"}'),
    alike('first_report_id', '$2::uuid', ({ report }) => report),
    seen('first_seen'),
    gone('gone_at'),
  ],
}

export const DETAILS: NewRows = {
  table: 'observation_detail',
  columns: [as('asset_id', 'asset_id'), as('id', 'observation_id'), ...taken('data', 'raw')],
}

const EPSS = signalEpss('s.epss')
const EXPLOITED = signalExploited('s.known_exploited')
const MATURITY = signalMaturity('s.known_exploited')
const DAY_MS = 24 * 3600 * 1000

/** The outcome of policies that was told when it was staged; null off the default branch. */
const outcomeOf = (s: StagedValues, { main, outcomes }: Together): number | undefined =>
  main ? outcomes.get(staged(s, 'policy_content') as string) : undefined

/** Of the rows that open a finding. */
export const FINDINGS: NewRows = {
  table: 'finding',
  columns: [
    ...taken('asset_id', 'id'),
    alike('posture', '$5', ({ main }) => main),
    ...taken('present', 'verdict', 'kind', 'severity', 'title', 'rule', 'place', 'path', 'line', 'cwes'),
    ...taken('advisories', 'component', 'component_version', 'fix_version'),
    alike('tools', 'array[tool.name]', ({ tool }) => [tool]),
    ...taken('cvss', 'cvss_vector'),
    as('epss', 'epss', EPSS),
    as('known_exploited', 'known_exploited', EXPLOITED),
    unknown('exploit_maturity', MATURITY),
    unknown('epss_before', 'signal.epss_before'),
    unknown('cve_year', 'signal.cve_year'),
    unknown('automatable', 'signal.automatable'),
    ...taken('confidence', 'noise', 'reachability', 'likelihood', 'impact', 'ssvc'),
    // What the feeds add was not known when it was scored.
    as(
      'score',
      'score',
      `case when (s.epss, s.known_exploited, null::smallint, null::real, null::bool, (select ${newestYear('x')} from unnest(s.advisories) x))
         is not distinct from (${EPSS}, ${EXPLOITED}, ${MATURITY}, signal.epss_before, signal.automatable, signal.cve_year) then s.score end`,
    ),
    ...taken('certainty'),
    seen('first_seen'),
    gone('fixed_at'),
    seen('changed_at'),
    column('policy_outcome', 'case when $5 then told.id end', { each: outcomeOf }),
    column('tags', `case when $5 and told.id is not null then s.policy_tags else '{}' end`, {
      each: (s, together) => (outcomeOf(s, together) === undefined ? [] : staged(s, 'policy_tags')),
    }),
    column(
      'due_at',
      `case when $5 and told.id is not null and s.present then $4::timestamptz + s.due_days * interval '24 hours' end`,
      {
        each(s, together) {
          const days = staged(s, 'due_days')
          if (typeof days !== 'number' || !staged(s, 'present') || outcomeOf(s, together) === undefined)
            return null
          return new Date(Date.parse(together.at) + days * DAY_MS).toISOString()
        },
      },
    ),
  ],
}

export const EVENTS: NewRows = {
  table: 'finding_event',
  columns: [
    ...taken('asset_id', 'id'),
    as('id', 'finding_id', 'p.finding_id'),
    seen('at'),
    alike('type', `case when p.finding_id = s.id then 'opened' else 'merged' end`, () => 'opened'),
    alike('report_id', '$2::uuid', ({ report }) => report),
    unknown('data', 'case when p.finding_id <> s.id then p.reason end'),
  ],
}

export const namesOf = ({ columns }: NewRows): string[] => columns.map(({ name }) => name)

/**
 * Makes rows that are copied, each a line of COPY. `fields`: those of the staged row, which several tables take over. What all rows have
 * is made once.
 */
export function lineMaker(
  { columns }: NewRows,
  together: Together,
): (s: StagedValues, fields: readonly string[]) => string {
  const parts = columns.map(({ copied }) =>
    typeof copied === 'object' && 'all' in copied ? copyField(copied.all(together)) : copied,
  )
  return (s, fields) => {
    let line = ''
    for (const part of parts) {
      const field =
        typeof part === 'number'
          ? fields[part]
          : typeof part === 'string'
            ? part
            : copyField(part.each(s, together))
      line += line === '' ? field : `\t${field}`
    }
    return `${line}\n`
  }
}

/** SQL: inserts the rows of a FROM clause. */
export const insertOf = ({ table, columns }: NewRows, from: string): string =>
  `insert into ${table} (${columns.map(({ name }) => name).join(', ')}) select ${columns.map(({ sql }) => sql).join(', ')} from ${from}`

/** SQL: joins `told` and `signal` to staged rows. */
export const WITH_SIGNALS = `left join policy_outcome told on told.content = s.policy_content ${joinSignal('s.advisories')}`
