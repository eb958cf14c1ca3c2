import { FACTS, type Fact, FLOW_SHIFT, FLOWS } from './row-facts.ts'

/** What is added up for some findings; most of it is made by the thousand, one for each asset. */
export interface Added {
  /** By place in {@link FACTS}. */
  counts: Float64Array
  /** Scores of what is open, tenths: added up, and the highest. */
  risk: number
  topScore: number
  /** Tenths of days from first seen to fixed, of each that was fixed; whole days of each that is open. In pieces. */
  fixTenths: ArrayLike<number>[]
  ages: ArrayLike<number>[]
  /** By place in {@link FLOWS}: how many findings, and their scores (tenths). */
  flowFindings: Float64Array
  flowRisk: Float64Array
}

/** The same for one group of findings, with its counts by name; see figures.ts for what it comes to. */
export interface Sums extends Added, Record<Fact, number> {}

/** Sums that grow row by row. */
export interface Growing extends Added {
  fixTenths: [number[]]
  ages: [number[]]
}

export const newSums = (): Growing => ({ ...nothing(), fixTenths: [[]], ages: [[]] })

export const nothing = (): Added => ({
  counts: new Float64Array(FACTS.length),
  risk: 0,
  topScore: 0,
  fixTenths: [],
  ages: [],
  flowFindings: new Float64Array(FLOWS.length),
  flowRisk: new Float64Array(FLOWS.length),
})

const ALL = (1 << FACTS.length) - 1
/** Bits of a row's facts: it is open, or was fixed within the window. */
export const [OPEN, FIXED] = [1 << FACTS.indexOf('open'), 1 << FACTS.indexOf('fixed')]

/** Adds one row: its facts as row-facts.ts has them, its score in tenths. */
export function addRow(sums: Growing, facts: number, score: number, age: number, tenths: number): void {
  addFacts(sums, facts, score)
  if (facts & OPEN) sums.ages[0].push(age)
  else if (facts & FIXED) sums.fixTenths[0].push(tenths)
}

/** The same without its age and its time to fix. `times` −1 takes a row off; the highest score stays what it was. */
export function addFacts(sums: Added, facts: number, score: number, times: 1 | -1 = 1): void {
  const { counts } = sums
  for (let rest = facts & ALL; rest !== 0; rest &= rest - 1)
    (counts[31 - Math.clz32(rest & -rest)] as number) += times
  if (facts & OPEN) {
    sums.risk += times * score
    if (times > 0 && score > sums.topScore) sums.topScore = score
  }
  const flow = facts >> FLOW_SHIFT
  if (flow === 0) return
  ;(sums.flowFindings[flow] as number) += times
  ;(sums.flowRisk[flow] as number) += times * score
}

/** What is kept for later: two bytes a number. */
export const packed = ({ ages, fixTenths, ...rest }: Growing): Added => ({
  ...rest,
  ages: ages[0].length > 0 ? [Uint16Array.from(ages[0])] : [],
  fixTenths: fixTenths[0].length > 0 ? [Uint16Array.from(fixTenths[0])] : [],
})

/** The sums of parts that share no finding, together. */
export function addedUp(parts: readonly Added[]): Added {
  const whole = nothing()
  for (const part of parts) {
    addAll(whole.counts, part.counts)
    addAll(whole.flowFindings, part.flowFindings)
    addAll(whole.flowRisk, part.flowRisk)
    whole.risk += part.risk
    if (part.topScore > whole.topScore) whole.topScore = part.topScore
    for (const piece of part.fixTenths) if (piece.length) whole.fixTenths.push(piece)
    for (const piece of part.ages) if (piece.length) whole.ages.push(piece)
  }
  return whole
}

function addAll(to: Float64Array, from: Float64Array): void {
  for (let i = 0; i < to.length; i++) (to[i] as number) += from[i] as number
}

/** The same with the counts by name. */
export function together(parts: readonly Added[]): Sums {
  const whole = addedUp(parts)
  return {
    ...whole,
    ...(Object.fromEntries(FACTS.map((fact, n) => [fact, whole.counts[n] as number])) as Record<
      Fact,
      number
    >),
  }
}
