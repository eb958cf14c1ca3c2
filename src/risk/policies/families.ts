import { type Effects, type FamilyName, strictness } from './effect.ts'

/** How the rules of one family of effects stand to each other. */
export interface Family {
  /** Of several values all count; otherwise the most specific rule's does. */
  adds: boolean
  /** Orders the values of equally specific rules: the highest counts. */
  strictness(effects: Effects): number
  /** One says what the other denies. What are only steps of one stair (warn and block, 7 and 30 days) is no contradiction. */
  contradicts(a: Effects, b: Effects): boolean
  /** Whether a policy that may only make things stricter may say this, given what the others say. */
  tightens(bounded: Effects, others: Effects | undefined): boolean
}

const never = (): boolean => false

const stair = (
  level: (effects: Effects) => number,
  contradicts: Family['contradicts'],
  tightensNothing: (effects: Effects) => boolean,
): Family => ({
  adds: false,
  strictness: level,
  contradicts,
  tightens: (bounded, others) => (others ? level(bounded) > level(others) : tightensNothing(bounded)),
})

export const FAMILIES: Record<FamilyName, Family> = {
  gate: stair(
    ({ gate }) => (gate ? strictness(gate) : 0),
    (a, b) => (a.gate === 'ignore') !== (b.gate === 'ignore'),
    ({ gate }) => gate !== 'ignore',
  ),
  rank: stair(
    ({ rank = 0 }) => rank,
    (a, b) => (a.rank ?? 0) > 0 !== (b.rank ?? 0) > 0,
    ({ rank = 0 }) => rank > 0,
  ),
  sla: stair(
    ({ sla }) => -(sla?.days ?? 0),
    never,
    () => true,
  ),
  assign: {
    adds: false,
    strictness: () => 0,
    contradicts: (a, b) => a.assign !== b.assign,
    tightens: (_, others) => others === undefined,
  },
  noise: { adds: false, strictness: () => 0, contradicts: never, tightens: never },
  tag: { adds: true, strictness: () => 0, contradicts: never, tightens: () => true },
  notify: { adds: true, strictness: () => 0, contradicts: never, tightens: () => true },
}
