import { type FactorRule, type Rating, type Side, weighted } from './factor.ts'
import { FACTORS } from './factors.ts'
import type { ScoreInput } from './input.ts'
import { IMPACT_BASE, LIKELIHOOD_BASE } from './model.ts'

/** Multipliers 0–2 by factor id; 1 where absent. `version` 0 = as shipped. */
export interface RiskModel {
  version: number
  weights: Readonly<Record<string, number>>
}

export const SHIPPED: RiskModel = { version: 0, weights: {} }

/** A factor's part of its side, in tenths. Undefined rating: it does not apply. */
export interface Part {
  rule: FactorRule
  rating: Rating | undefined
}

export interface SideScore {
  /** Tenths, 0 … 1000: `base`, the points of all parts, and `limit` give it exactly. */
  value: number
  low: number
  high: number
  base: number
  /** What the bounds of the scale take off or add. */
  limit: number
  parts: Part[]
}

/** Everything in tenths of points but `certainty`, which is in percent: the share of what it asks for that was known. */
export interface Score {
  score: number
  /** The score if every unknown were the mildest, and the worst. */
  low: number
  high: number
  certainty: number
  likelihood: SideScore
  impact: SideScore
}

/**
 * Scores a weakness 0–100 as likelihood × impact, each the exact sum of named factors within 0–100. Pure: the same input and weights
 * give the same score on every machine.
 */
export function score(input: ScoreInput, model: RiskModel = SHIPPED): Score {
  const likelihood = sideOf('likelihood', LIKELIHOOD_BASE, input, model)
  const impact = sideOf('impact', IMPACT_BASE, input, model)
  return {
    score: product(likelihood.value, impact.value),
    low: product(likelihood.low, impact.low),
    high: product(likelihood.high, impact.high),
    certainty: certaintyOf([...likelihood.parts, ...impact.parts], model),
    likelihood,
    impact,
  }
}

/** Tenths of both sides → tenths of their product. The same in SQL: score-sql.ts. */
export const product = (likelihood: number, impact: number): number =>
  Math.floor((likelihood * impact + 500) / 1000)

/** Within the scale, in tenths. */
export const bounded = (tenths: number): number => Math.max(0, Math.min(1000, tenths))

const BY_SIDE: Record<Side, readonly FactorRule[]> = {
  likelihood: FACTORS.filter(({ side }) => side === 'likelihood'),
  impact: FACTORS.filter(({ side }) => side === 'impact'),
}

function sideOf(side: Side, base: number, input: ScoreInput, { weights }: RiskModel): SideScore {
  const parts: Part[] = []
  let [sum, low, high] = [base * 10, base * 10, base * 10]
  for (const rule of BY_SIDE[side]) {
    const weight = weights[rule.id] ?? 1
    const plain = rule.rate(input)
    const rating = plain && weight !== 1 ? weighted(plain, weight) : plain
    parts.push({ rule, rating })
    if (!rating) continue
    sum += rating.points
    low += rating.low
    high += rating.high
  }
  const value = bounded(sum)
  return { value, low: bounded(low), high: bounded(high), base: base * 10, limit: value - sum, parts }
}

function certaintyOf(parts: readonly Part[], { weights }: RiskModel): number {
  let [asked, told] = [0, 0]
  for (const { rule, rating } of parts) {
    if (!rating) continue
    const share = rule.span * (weights[rule.id] ?? 1)
    asked += share
    if (rating.known) told += share
  }
  return asked === 0 ? 100 : Math.round((100 * told) / asked)
}
