import { noiseSql } from '../findings/noise-sql.ts'
import { cveAgeSql } from '../model/cve-age.ts'
import type { Kind } from '../model/kind.ts'
import type { Noise } from '../model/noise.ts'
import { severityOfRank } from '../model/severity.ts'
import type { Maturity, RiskContext, ScoreInput, Trend } from './score/input.ts'
import { CVSS, EPSS } from './score/steps.ts'
import { trendSql } from './score/threat.ts'

/**
 * The columns of a finding `f` that its score depends on: name → type and SQL. Reduced to steps that make a difference, never null. In this
 * order: then what impact, SSVC and likelihood look at is one piece of a key each (`piecesOfKey`), and EPSS, which has the most steps, another.
 */
const COLUMNS = {
  severity: ['int', 'coalesce(f.severity_override, f.severity)::int'],
  // A person's word on the severity stands instead of what the tools rated.
  cvss: ['int', `case when f.severity_override is null then ${CVSS.sql('f.cvss')} else -1 end`],
  vector: ['text', "case when f.severity_override is null then coalesce(f.cvss_vector, '') else '' end"],
  published: ['bool', '(cardinality(f.advisories) > 0)'],
  exploited: ['int', 'coalesce(f.known_exploited::int, -1)'],
  maturity: ['int', 'coalesce(f.exploit_maturity::int, -1)'],
  automatable: ['int', 'coalesce(f.automatable::int, -1)'],
  kind: ['text', 'f.kind'],
  age: ['int', cveAgeSql('f.cve_year')],
  confidence: ['int', 'coalesce(f.confidence, 0)::int'],
  tools: ['int', 'least(cardinality(f.tools), 3)'],
  // Of published vulnerabilities the class says nothing.
  cwes: ['text', "case when cardinality(f.advisories) > 0 then '' else array_to_string(f.cwes, ',') end"],
  reachability: ['int', 'coalesce(f.reachability::int, -1)'],
  noise: ['text', `array_to_string(${noiseSql('f')}, ',')`],
  epss: ['int', EPSS.sql('f.epss')],
  trend: ['int', trendSql('f.epss', 'f.epss_before')],
} as const

type Types = { text: string; int: number; bool: boolean }
export type InputRow = { [Name in keyof typeof COLUMNS]: Types[(typeof COLUMNS)[Name][0]] }

export const INPUT_COLUMNS = Object.keys(COLUMNS) as (keyof InputRow)[]

/** Their types, in the same order. */
export const INPUT_TYPES: readonly string[] = INPUT_COLUMNS.map((name) => COLUMNS[name][0])

/** Type and SQL of each. */
export const INPUT_SQL = Object.fromEntries(
  INPUT_COLUMNS.map((name) => [name, { type: COLUMNS[name][0], sql: COLUMNS[name][1] }]),
) as Record<keyof InputRow, { type: string; sql: string }>

/** The same for a select list. */
export const INPUT = INPUT_COLUMNS.map((name) => `${COLUMNS[name][1]} as ${name}`).join(',\n  ')

const SEPARATOR = '\x1f'
/** SQL: all of them as one text: what goes back and forth between here and the database by the hundred thousand. */
export const INPUT_KEY = `concat_ws(chr(31), ${INPUT_COLUMNS.map((name) => COLUMNS[name][1]).join(', ')})`

/** A row of {@link INPUT} from its {@link INPUT_KEY}: word by word, in the order of the columns. Made by the hundred thousand. */
export function rowOfKey(key: string): InputRow {
  const words = key.split(SEPARATOR)
  let at = 0
  const text = (): string => words[at++] ?? ''
  const int = (): number => Number(words[at++])
  return {
    severity: int(),
    cvss: int(),
    vector: text(),
    published: text() === 't',
    exploited: int(),
    maturity: int(),
    automatable: int(),
    kind: text(),
    age: int(),
    confidence: int(),
    tools: int(),
    cwes: text(),
    reachability: int(),
    noise: text(),
    epss: int(),
    trend: int(),
  }
}

const [VECTOR, EXPLOITED, KIND, EPSS_AT] = (['vector', 'exploited', 'kind', 'epss'] as const).map((name) =>
  INPUT_COLUMNS.indexOf(name),
) as [number, number, number, number]

/** The pieces of an {@link INPUT_KEY}. */
export interface KeyPieces {
  impact: string
  /** Likelihood without EPSS and its trend. */
  likelihood: string
  /** EPSS, its trend, and whether anything is published. */
  forecast: string
}

export function piecesOfKey(key: string): KeyPieces {
  const vector = past(key, 0, VECTOR)
  const exploited = past(key, vector, EXPLOITED - VECTOR)
  const epss = past(key, exploited, EPSS_AT - EXPLOITED)
  return {
    impact: key.slice(0, exploited),
    likelihood: key.slice(vector, epss),
    forecast: key.slice(epss) + key[exploited - 2],
  }
}

/** What SSVC looks at. */
export const ssvcPiece = (key: string): string => {
  const vector = past(key, 0, VECTOR)
  return key.slice(vector, past(key, vector, KIND - VECTOR))
}

/** Where the word that lies so many words on begins. */
function past(key: string, from: number, words: number): number {
  let at = from
  for (let n = 0; n < words; n++) at = key.indexOf(SEPARATOR, at) + 1
  return at
}

const CONFIDENCES = [null, 'low', 'medium', 'high'] as const
const orNull = (value: number): number | null => (value < 0 ? null : value)

/** What the score is made of, from a row of {@link INPUT}. */
export const scoreInput = (row: InputRow, context: RiskContext): ScoreInput => ({
  ...context,
  kind: row.kind as Kind,
  severity: severityOfRank(row.severity),
  cvss: row.cvss < 0 ? null : (CVSS.values[row.cvss] as number),
  cvssVector: row.vector || null,
  published: row.published,
  knownExploited: row.exploited < 0 ? null : row.exploited === 1,
  maturity: orNull(row.maturity) as Maturity | null,
  epss: row.epss < 0 ? null : (EPSS.values[row.epss] as number),
  epssTrend: row.trend === -2 ? null : (row.trend as Trend),
  automatable: row.automatable < 0 ? null : row.automatable === 1,
  cveAge: orNull(row.age),
  confidence: CONFIDENCES[row.confidence] ?? null,
  tools: row.tools,
  cwes: row.cwes === '' ? [] : row.cwes.split(',').map(Number),
  reachability: orNull(row.reachability),
  noise: row.noise === '' ? [] : (row.noise.split(',') as Noise[]),
})
