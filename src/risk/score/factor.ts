import type { ScoreInput } from './input.ts'
import type { Curve } from './model.ts'

export type Side = 'likelihood' | 'impact'

/** What a factor adds to its side, in tenths of points. `low` and `high` are apart where it is unknown: what it could be. */
export interface Rating {
  points: number
  low: number
  high: number
  known: boolean
}

/** One named part of the score. */
export interface FactorRule {
  id: string
  side: Side
  label: string
  /** One line for who sets weights. */
  about: string
  /** The most points that it can move at weight 1: what not knowing it is worth. */
  span: number
  /** Undefined where it does not apply. */
  rate(input: ScoreInput): Rating | undefined
  /** What is known, in words; asked only where it is known. */
  value(input: ScoreInput): string
}

// `|| 0`: no negative zero.
const tenths = (points: number): number => Math.round(points * 10) || 0

export function known(points: number): Rating {
  const value = tenths(points)
  return { points: value, low: value, high: value, known: true }
}

/** Not known: `points` stands for it, and it could be anything from `low` to `high`. */
export const unknown = (low: number, high: number, points = 0): Rating => ({
  points: tenths(points),
  low: tenths(low),
  high: tenths(high),
  known: false,
})

/** A rating times a weight. */
export const weighted = (rating: Rating, weight: number): Rating => ({
  points: Math.round(rating.points * weight) || 0,
  low: Math.round(rating.low * weight) || 0,
  high: Math.round(rating.high * weight) || 0,
  known: rating.known,
})

/** The least and the most of a table of points. */
export const rangeOf = (points: Iterable<number>): [low: number, high: number] => {
  const all = [...points]
  return [Math.min(...all), Math.max(...all)]
}

/** Not known, and anything of a table. Made once for each table: scores are made by the hundred thousand. */
export const unknownOf = (points: Iterable<number>): Rating => unknown(...rangeOf(points))

export const spanOf = (points: Iterable<number>): number => {
  const [low, high] = rangeOf(points)
  return high - low
}

/** A curve's points at a value. */
export function along(curve: Curve, at: number): number {
  const next = curve.findIndex(([x]) => at < x)
  if (next === 0) return (curve[0] as Curve[number])[1]
  if (next < 0) return (curve.at(-1) as Curve[number])[1]
  const [[x0, y0], [x1, y1]] = [curve[next - 1], curve[next]] as [Curve[number], Curve[number]]
  return y0 + ((y1 - y0) * (at - x0)) / (x1 - x0)
}

export const heights = (curve: Curve): number[] => curve.map(([, points]) => points)
