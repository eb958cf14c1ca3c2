import type { Tx } from '../../../platform/database.ts'
import { INPUT, INPUT_COLUMNS, INPUT_TYPES, type InputRow, scoreInput } from '../../rank-input.ts'
import type { RiskModel } from '../../score/score.ts'
import { score } from '../../score/score.ts'
import { ANSWERS } from '../compile.ts'
import { type CelFacts, celFacts } from '../condition.ts'
import { type Facts, noFacts } from '../facts.ts'
import type { Rule } from '../policy.ts'
import { canonicalFact, columnOf, type FactColumn } from './fact-columns.ts'
import { needsOf } from './needs.ts'
import { type Place, placeFacts } from './places.ts'
import { asksSsvc, SSVC_COLUMNS, ssvcReader } from './ssvc-columns.ts'

/** Findings that rules cannot tell apart: they have the same in all columns that a rule looks at. */
export type GroupRow = readonly (string | number | boolean)[]

const SCORE = 'finding.score'
/** Different for nearly each finding, or costly to look up: only read where a rule that asks for it can hold at all. */
const WIDE = new Set([
  'finding.id',
  'finding.title',
  'finding.rule',
  'finding.path',
  'finding.line',
  'finding.advisories',
  'finding.version',
  'finding.component',
  'finding.fixVersion',
  'finding.direct',
  'finding.scope',
  'finding.tags',
  'component.purl',
  'component.path',
  'advisory.id',
])

/** What a combination scores at least, in tenths. */
const LEAST = { name: 'least_score', type: 'int', sql: 'coalesce(f.least_score, 0)::int as least_score' }

const EMPTY = { text: "''", int: '0', float8: '0', bool: 'false' } as const

/** Which columns rules look at, and how their values become facts. */
export class Projection {
  readonly #facts: { owner: string; field: string; at: number; column: FactColumn }[] = []
  readonly #columns: FactColumn[]
  readonly #scored: boolean
  readonly #ssvc: boolean
  readonly #tests: readonly string[]
  /** `f` → a select list without the columns' names. */
  readonly select: string
  /** Names of what it selects. */
  readonly names: readonly string[]
  /** Their types, to send values back. */
  readonly types: readonly string[]

  /**
   * `tests` = what the database answers for the rules. The score is made anew of what it is made of, or, `stored`, taken from what the
   * last ranking made, which is quicker and the same but for findings that a policy calls noise.
   */
  constructor(
    { rules, uses }: { rules: readonly Rule[]; uses: ReadonlySet<string> },
    tests: ReadonlyMap<string, string> = new Map(),
    scores: 'made' | 'stored' = 'made',
  ) {
    const wanted = [...uses].filter((fact) => columnOf(fact) && (fact !== SCORE || scores === 'stored'))
    const canonical = [...new Set(wanted.map(canonicalFact))]
    this.#columns = canonical.map((fact) => columnOf(fact) as FactColumn)
    this.#scored = uses.has(SCORE) && scores === 'made'
    this.#ssvc = asksSsvc(uses)
    this.#tests = [...tests.keys()]
    for (const fact of wanted) {
      const [owner = '', field = ''] = fact.split('.')
      const at = canonical.indexOf(canonicalFact(fact))
      this.#facts.push({ owner, field, at, column: this.#columns[at] as FactColumn })
    }
    const own = canonical.map(
      (fact, at) => `${gated(fact, this.#columns[at] as FactColumn, rules)} as c${at}`,
    )
    const asked = [...tests].map(([name, sql]) => `(${sql}) as ${name}`)
    const ssvc = this.#ssvc ? SSVC_COLUMNS : { select: [], names: [], types: [] }
    this.select = [...own, ...asked, ...ssvc.select, ...(this.#scored ? [INPUT, LEAST.sql] : [])].join(', ')
    this.names = [
      ...canonical.map((_, at) => `c${at}`),
      ...this.#tests,
      ...ssvc.names,
      ...(this.#scored ? [...INPUT_COLUMNS, LEAST.name] : []),
    ]
    this.types = [
      ...this.#columns.map(({ type }) => type),
      ...this.#tests.map(() => 'bool'),
      ...ssvc.types,
      ...(this.#scored ? [...INPUT_TYPES, LEAST.type] : []),
    ]
  }

  /** A reader of rows at one place. The facts that it returns are valid until it is called again. */
  reader(place: Place, model: RiskModel): (row: GroupRow) => { facts: Facts; cel: CelFacts } {
    const plain = noFacts()
    plain.finding.isNew = false
    const answers: Record<string, unknown> = {}
    const cel: CelFacts = { ...celFacts(plain), ...placeFacts(place), [ANSWERS]: answers }
    // Texts and lists of texts, which are all that targets look at, are the same in both.
    const facts = cel as unknown as Facts
    const ssvc = this.#ssvc ? ssvcReader(this.#columns.length + this.#tests.length, place.context) : undefined
    return (row) => {
      for (const { owner, field, at, column } of this.#facts)
        (cel[owner] as Record<string, unknown>)[field] = column.read(row[at] as never)
      this.#tests.forEach((name, at) => {
        answers[name] = row[this.#columns.length + at]
      })
      if (ssvc) Object.assign(cel.ssvc as object, ssvc(row))
      if (this.#scored) (cel.finding as Record<string, unknown>).score = this.#score(row, place, model)
      return { facts, cel }
    }
  }

  /** Without what policies add: a rule must not see what it did. Of a combination at least that of its strongest part. */
  #score(row: GroupRow, { context }: Place, model: RiskModel): number {
    const offset = this.#columns.length + this.#tests.length + (this.#ssvc ? SSVC_COLUMNS.names.length : 0)
    const input = Object.fromEntries(
      INPUT_COLUMNS.map((name, at) => [name, row[offset + at]]),
    ) as unknown as InputRow
    const { noise, ...rest } = scoreInput(input, context)
    const own = score({ ...rest, noise: noise.filter((reason) => reason !== 'policy') }, model).score
    return Math.max(own, Number(row[offset + INPUT_COLUMNS.length])) / 10
  }
}

function gated(fact: string, { sql, type }: FactColumn, rules: readonly Rule[]): string {
  if (!WIDE.has(fact)) return sql
  const needs = rules.filter((rule) => asks(rule, fact)).map(needsOf)
  if (needs.some((need) => need === undefined)) return sql
  return `case when ${needs.map((need) => `(${need})`).join(' or ')} then ${sql} else ${EMPTY[type]} end`
}

const asks = ({ when, target }: Rule, fact: string): boolean =>
  [...(when?.uses ?? [])].some((used) => canonicalFact(used) === fact) ||
  ('path' in target && fact === 'finding.path') ||
  ('rule' in target && fact === 'finding.rule') ||
  ('component' in target && fact === 'finding.component') ||
  ('advisory' in target && fact === 'finding.advisories')

/** Rows as arrays: of a hundred thousand, objects would cost more than the query. */
export async function readRows(tx: Tx, text: string, values: unknown[]): Promise<GroupRow[]> {
  const { rows } = await tx.query({ text, values, rowMode: 'array' })
  return rows as unknown as GroupRow[]
}
