import { along, type FactorRule, heights, known, spanOf, unknown, unknownOf } from './factor.ts'
import type { ScoreInput, Trend } from './input.ts'
import * as model from './model.ts'
import { EPSS } from './steps.ts'

const isExploited = ({ knownExploited, maturity }: ScoreInput): boolean =>
  knownExploited === true || maturity === 3

const UNKNOWN_EXPLOITED = unknown(model.EXPLOITED.no, model.EXPLOITED.yes)
const exploited: FactorRule = {
  id: 'exploited',
  side: 'likelihood',
  label: 'Known exploitation',
  about: 'Catalogues of vulnerabilities that attackers are known to use.',
  span: model.EXPLOITED.yes - model.EXPLOITED.no,
  rate(input) {
    if (isExploited(input)) return known(model.EXPLOITED.yes)
    if (!input.published) return undefined
    if (input.knownExploited === null) return UNKNOWN_EXPLOITED
    return known(model.EXPLOITED.no)
  },
  value: (input) => (isExploited(input) ? 'exploited in the wild' : 'no exploitation known'),
}

const MATURITY_WORDS = ['no exploit known', 'proof of concept', 'weaponised', 'used in the wild'] as const
const UNKNOWN_MATURITY = unknownOf(model.MATURITY)
const maturity: FactorRule = {
  id: 'maturity',
  side: 'likelihood',
  label: 'Exploit maturity',
  about: 'Whether an exploit is published, and how ready for use it is.',
  span: spanOf(model.MATURITY),
  rate(input) {
    if (input.maturity !== null) return known(model.MATURITY[input.maturity])
    if (!input.published) return undefined
    // Who is exploited has an exploit.
    return isExploited(input) ? known(model.MATURITY[3]) : UNKNOWN_MATURITY
  },
  value: (input) => MATURITY_WORDS[input.maturity ?? 3],
}

// The logarithm of each step, once.
const EPSS_POINTS = EPSS.values.map((value) => known(along(model.EPSS, Math.log10(value))))
const UNKNOWN_EPSS = unknownOf(heights(model.EPSS))
const epss: FactorRule = {
  id: 'epss',
  side: 'likelihood',
  label: 'EPSS',
  about: 'FIRST’s forecast of exploitation within 30 days.',
  span: spanOf(heights(model.EPSS)),
  rate({ epss, published }) {
    if (epss !== null) return EPSS_POINTS[EPSS.of(epss)]
    return published ? UNKNOWN_EPSS : undefined
  },
  value: ({ epss }) => `${percent(epss ?? 0)} within 30 days`,
}

/** The trend of a probability against the one 30 days ago. In single precision, as the database holds them. */
export function trendOf(probability: number, ago: number): Trend {
  const [now, before] = [Math.fround(probability), Math.fround(ago)]
  const { factor, least } = model.EPSS_TREND
  if (now >= before * factor && now - before >= least) return 1
  return now * factor <= before && before - now >= least ? -1 : 0
}

/** SQL: the same of two expressions; -2 for unknown. */
export const trendSql = (now: string, before: string): string => {
  const { factor, least } = model.EPSS_TREND
  const [n, b] = [`(${now})::float8`, `(${before})::float8`]
  return `case when ${now} is null or ${before} is null then -2 when ${n} >= ${b} * ${factor} and ${n} - ${b} >= ${least} then 1
    when ${n} * ${factor} <= ${b} and ${b} - ${n} >= ${least} then -1 else 0 end`
}

const TREND_POINTS = {
  '-1': model.EPSS_TREND.falling,
  '0': model.EPSS_TREND.steady,
  '1': model.EPSS_TREND.rising,
}
const TREND_WORDS = { '-1': 'falling', '0': 'steady', '1': 'rising' }
const UNKNOWN_TREND = unknownOf(Object.values(TREND_POINTS))
const epssTrend: FactorRule = {
  id: 'epss-trend',
  side: 'likelihood',
  label: 'EPSS trend',
  about: 'Whether the forecast doubled or halved within 30 days.',
  span: spanOf(Object.values(TREND_POINTS)),
  rate({ epssTrend, published }) {
    if (epssTrend !== null) return known(TREND_POINTS[`${epssTrend}`])
    return published ? UNKNOWN_TREND : undefined
  },
  value: ({ epssTrend }) => TREND_WORDS[`${epssTrend ?? 0}`],
}

const AGE_WORDS = [
  'of about the last year',
  'one to two years',
  'two to three years',
  'three to five years',
  'older',
] as const
const UNKNOWN_AGE = unknownOf(model.CVE_AGE)
const age: FactorRule = {
  id: 'cve-age',
  side: 'likelihood',
  label: 'Age of the vulnerability',
  about: 'By its CVE id: most of those that attackers ever use they take up within a year or two.',
  span: spanOf(model.CVE_AGE),
  rate({ cveAge, published }) {
    if (cveAge !== null) return known(model.CVE_AGE[cveAge] ?? 0)
    return published ? UNKNOWN_AGE : undefined
  },
  value: ({ cveAge }) => AGE_WORDS[cveAge ?? 0] ?? '',
}

/** `0.05 %`, `93.0 %` of a probability 0–1. */
export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.01 ? 2 : 1)} %`

export const THREAT: readonly FactorRule[] = [exploited, maturity, epss, epssTrend, age]
