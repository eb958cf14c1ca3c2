import { FACTS, type Fact, FLOW_SHIFT, FLOWS } from './row-facts.ts'

/** What is added up for one group of findings; see figures.ts for what it comes to. */
export interface Sums extends Record<Fact, number> {
  /** Scores of what is open, tenths: added up, and the highest. */
  risk: number
  topScore: number
  /** Tenths of days from first seen to fixed, of each that was fixed; whole days of each that is open. In pieces. */
  fixTenths: ArrayLike<number>[]
  ages: ArrayLike<number>[]
  /** By place in {@link FLOWS}: how many findings, and their scores (tenths). */
  flowFindings: number[]
  flowRisk: number[]
}

/** Sums that grow row by row. */
export interface Growing {
  counts: Float64Array
  risk: number
  topScore: number
  fixTenths: number[]
  ages: number[]
  flowFindings: number[]
  flowRisk: number[]
}

export const newSums = (): Growing => ({
  counts: new Float64Array(FACTS.length),
  risk: 0,
  topScore: 0,
  fixTenths: [],
  ages: [],
  flowFindings: FLOWS.map(() => 0),
  flowRisk: FLOWS.map(() => 0),
})

const [OPEN, FIXED] = [1 << FACTS.indexOf('open'), 1 << FACTS.indexOf('fixed')]

/** Adds one row: its facts as row-facts.ts has them, its score in tenths. */
export function addRow(sums: Growing, facts: number, score: number, age: number, tenths: number): void {
  const { counts } = sums
  for (let bit = 0; bit < FACTS.length; bit++) (counts[bit] as number) += (facts >> bit) & 1
  if (facts & OPEN) {
    sums.risk += score
    if (score > sums.topScore) sums.topScore = score
    sums.ages.push(age)
  } else if (facts & FIXED) sums.fixTenths.push(tenths)
  const flow = facts >> FLOW_SHIFT
  if (flow === 0) return
  ;(sums.flowFindings[flow] as number) += 1
  ;(sums.flowRisk[flow] as number) += score
}

export const finished = ({ counts, fixTenths, ages, ...rest }: Growing): Sums => ({
  ...(Object.fromEntries(FACTS.map((fact, n) => [fact, counts[n] as number])) as Record<Fact, number>),
  ...rest,
  fixTenths: [fixTenths],
  ages: [ages],
})

/** The sums of groups that share no finding, together. */
export function together(parts: readonly Sums[]): Sums {
  const whole = finished(newSums())
  for (const part of parts) {
    for (const fact of FACTS) whole[fact] += part[fact]
    whole.risk += part.risk
    whole.topScore = Math.max(whole.topScore, part.topScore)
    for (const piece of part.fixTenths) if (piece.length) whole.fixTenths.push(piece)
    for (const piece of part.ages) if (piece.length) whole.ages.push(piece)
    FLOWS.forEach((_, flow) => {
      ;(whole.flowFindings[flow] as number) += part.flowFindings[flow] as number
      ;(whole.flowRisk[flow] as number) += part.flowRisk[flow] as number
    })
  }
  return whole
}
