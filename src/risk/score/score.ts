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
  const sums = {
    likelihood: sumOf(BY_SIDE.likelihood, input, model),
    impact: sumOf(BY_SIDE.impact, input, model),
  }
  const likelihood = sideOf(BASE.likelihood, sums.likelihood)
  const impact = sideOf(BASE.impact, sums.impact)
  return {
    score: product(likelihood.value, impact.value),
    low: product(likelihood.low, impact.low),
    high: product(likelihood.high, impact.high),
    certainty: certaintyOf(sums.likelihood, sums.impact),
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

/** Of each side, in tenths, to which what its factors come to is added. */
export const BASE: Readonly<Record<Side, number>> = {
  likelihood: LIKELIHOOD_BASE * 10,
  impact: IMPACT_BASE * 10,
}

/** What some factors come to, in tenths: those of several groups of factors can be added up in any order. */
export interface Sum {
  points: number
  low: number
  high: number
  /** Spans of those that apply, weighted, in thousandths: all, and of those that are known. */
  asked: number
  told: number
  parts: Part[]
}

export function sumOf(rules: readonly FactorRule[], input: ScoreInput, { weights }: RiskModel): Sum {
  const sum: Sum = { points: 0, low: 0, high: 0, asked: 0, told: 0, parts: [] }
  for (const rule of rules) {
    const weight = weights[rule.id] ?? 1
    const plain = rule.rate(input)
    const rating = plain && weight !== 1 ? weighted(plain, weight) : plain
    sum.parts.push({ rule, rating })
    if (!rating) continue
    sum.points += rating.points
    sum.low += rating.low
    sum.high += rating.high
    const share = Math.round(1000 * rule.span * weight)
    sum.asked += share
    if (rating.known) sum.told += share
  }
  return sum
}

function sideOf(base: number, { points, low, high, parts }: Sum): SideScore {
  const value = bounded(base + points)
  return {
    value,
    low: bounded(base + low),
    high: bounded(base + high),
    base,
    limit: value - base - points,
    parts,
  }
}

/** The share that is known of what some sums ask for, in percent. */
export function certaintyOf(...sums: readonly Pick<Sum, 'asked' | 'told'>[]): number {
  let [asked, told] = [0, 0]
  for (const sum of sums) {
    asked += sum.asked
    told += sum.told
  }
  return asked === 0 ? 100 : Math.round((100 * told) / asked)
}
