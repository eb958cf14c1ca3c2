import type { Metrics } from '../score/cvss-metrics.ts'

/** Weights of each metric's values. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
  E: { U: 0.85, POC: 0.9, F: 0.95, H: 1 },
  RL: { OF: 0.87, TF: 0.9, W: 0.95, U: 1 },
  RC: { UC: 0.9, UR: 0.95, C: 1 },
  CR: { L: 0.5, M: 1, H: 1.51 },
  IR: { L: 0.5, M: 1, H: 1.51 },
  AR: { L: 0.5, M: 1, H: 1.51 },
  CDP: { N: 0, L: 0.1, LM: 0.3, MH: 0.4, H: 0.5 },
  TD: { N: 0, L: 0.25, M: 0.75, H: 1 },
}

/**
 * The environmental score 0–10 of a CVSS v2 vector by the equations of its guide (FIRST, chapter 3.2.3), which round the adjusted base
 * and the temporal score on the way. The calculator of the other versions rounds the exploitability too, and is a tenth off in one of ten.
 */
export function cvss2Environmental(metrics: Metrics): number {
  const weight = (name: string, unknown = 1): number => WEIGHTS[name]?.[metrics.get(name) ?? ''] ?? unknown
  const kept = (['C', 'I', 'A'] as const).map((name) => 1 - weight(name, 0) * weight(`${name}R`))
  const impact = Math.min(10, 10.41 * (1 - kept.reduce((product, one) => product * one, 1)))
  const exploitability = 20 * weight('AV') * weight('AC') * weight('Au')
  const base = tenths((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176))
  const temporal = tenths(base * weight('E') * weight('RL') * weight('RC'))
  // Of hardly any impact, and hard to come to, it falls below zero.
  return Math.max(0, tenths((temporal + (10 - temporal) * weight('CDP', 0)) * weight('TD')))
}

// Products of decimals lie a hair beside the half that they mean.
const tenths = (value: number): number => Math.round(Number((value * 10).toFixed(9))) / 10
