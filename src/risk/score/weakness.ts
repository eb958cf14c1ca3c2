import { cweParents } from '../../model/cwe/related.ts'
import { cvssMetrics, type Metrics } from './cvss-metrics.ts'
import { type FactorRule, known, rangeOf, spanOf, unknown } from './factor.ts'
import * as model from './model.ts'

const CLASS_OF = new Map(
  model.WEAKNESS_CLASSES.flatMap((one) => one.cwes.map((cwe): [number, typeof one] => [cwe, one])),
)

/** The nearest class at or above a CWE in MITRE's tree; the worst of them where several are as near. */
function classOf(cwe: number): (typeof model.WEAKNESS_CLASSES)[number] | undefined {
  for (let level = [cwe], depth = 0; level.length > 0 && depth < 8; depth++) {
    const found = level.flatMap((one) => CLASS_OF.get(one) ?? [])
    if (found.length > 0) return found.reduce((worst, one) => (one.points > worst.points ? one : worst))
    level = level.flatMap(cweParents)
  }
  return undefined
}

/** The worst class of several CWEs. */
export function weaknessClass(cwes: readonly number[]) {
  const key = cwes.join()
  const before = classes.get(key)
  if (before !== undefined) return before ?? undefined
  const found = cwes.flatMap((cwe) => classOf(cwe) ?? [])
  const worst = found.length
    ? found.reduce((most, one) => (one.points > most.points ? one : most))
    : undefined
  if (classes.size >= MOST_KEPT) classes.clear()
  classes.set(key, worst ?? null)
  return worst
}
const MOST_KEPT = 50_000
const classes = new Map<string, (typeof model.WEAKNESS_CLASSES)[number] | null>()

const PRIORS = [...model.WEAKNESS_CLASSES.map(({ points }) => points), ...Object.values(model.KIND_PRIORS)]
const weakness: FactorRule = {
  id: 'weakness',
  side: 'likelihood',
  label: 'Class of weakness',
  about: 'How often weaknesses of its class are what attackers use; where no vulnerability is published.',
  span: spanOf(PRIORS),
  rate({ published, cwes, kind }) {
    if (published) return undefined
    const found = weaknessClass(cwes)
    const prior = model.KIND_PRIORS[kind]
    if (found) return known(Math.max(found.points, kind === 'malware' ? (prior ?? 0) : 0))
    if (prior !== undefined && kind !== 'code') return known(prior)
    return unknown(model.PRIOR_RANGE.least, model.PRIOR_RANGE.most, prior ?? model.NO_PRIOR)
  },
  value: ({ cwes, kind }) => weaknessClass(cwes)?.label ?? `what is usual of ${kind} findings`,
}

type Table = Readonly<Record<string, number>>
const pointsOf = (table: Table, word: string | undefined): number => (word && table[word]) || 0

const ATTACK_PARTS: readonly [name: string, also: string, table: Table][] = [
  ['AV', 'AV', model.ATTACK.vector],
  ['AC', 'AC', model.ATTACK.complexity],
  ['PR', 'Au', model.ATTACK.privileges],
  ['UI', 'UI', model.ATTACK.interaction],
]
const ATTACK_RANGE: [number, number] = ATTACK_PARTS.map(([, , table]) =>
  rangeOf(Object.values(table)),
).reduce(([low, high], [least, most]) => [low + least, high + most], [0, 0])

const metricOf = (metrics: Metrics, name: string, also: string): string | undefined =>
  metrics.get(name) ?? metrics.get(also)

const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AV: { N: 'over the network', A: 'from the neighbouring network', L: 'locally', P: 'by hand' },
  AC: { L: 'easily', M: 'with some effort', H: 'with effort' },
  PR: { N: 'without rights', L: 'with few rights', S: 'signed in', H: 'with high rights', M: 'signed in' },
  UI: { N: 'without help', R: 'with somebody’s help', P: 'with somebody’s help', A: 'with somebody’s help' },
}

const attack: FactorRule = {
  id: 'attack',
  side: 'likelihood',
  label: 'How it is attacked',
  about: 'From where, how easily and with what rights, as the CVSS vector says.',
  span: ATTACK_RANGE[1] - ATTACK_RANGE[0],
  rate({ cvssVector, published }) {
    const metrics = cvssVector ? cvssMetrics(cvssVector) : undefined
    if (!metrics) return published ? unknown(...ATTACK_RANGE, model.UNKNOWN_ATTACK) : undefined
    return known(
      ATTACK_PARTS.reduce(
        (sum, [name, also, table]) => sum + pointsOf(table, metricOf(metrics, name, also)),
        0,
      ),
    )
  },
  value({ cvssVector }) {
    const metrics = cvssMetrics(cvssVector ?? '') ?? new Map<string, string>()
    return ATTACK_PARTS.flatMap(
      ([name, also]) => WORDS[name]?.[metricOf(metrics, name, also) ?? ''] ?? [],
    ).join(', ')
  },
}

export const WEAKNESS: readonly FactorRule[] = [weakness, attack]
