import type { OutcomeView } from '../dry-run.ts'

/** How many findings would be changed in what way. */
export interface DryRunCounts {
  scoreUp: number
  scoreDown: number
  slaSet: number
  slaShorter: number
  slaLonger: number
  slaRemoved: number
  /** Of those that are nobody's. */
  assigned: number
  tagged: number
  untagged: number
  notified: number
  noise: number
  noLongerNoise: number
  blocked: number
  noLongerBlocked: number
  toReview: number
}

/** Noise lowers a score by itself. */
const level = ({ points, noise }: OutcomeView): number => points - (noise === null ? 0 : 25)
const more = (some: readonly string[], than: readonly string[]): boolean =>
  some.some((one) => !than.includes(one))
const gated = (effect: OutcomeView['gate']) => (was: OutcomeView, will: OutcomeView) =>
  was.gate !== effect && will.gate === effect

const WHEN: Record<
  Exclude<keyof DryRunCounts, 'assigned'>,
  (was: OutcomeView, will: OutcomeView) => boolean
> = {
  scoreUp: (was, will) => level(will) > level(was),
  scoreDown: (was, will) => level(will) < level(was),
  slaSet: (was, will) => !was.sla && will.sla !== null,
  slaShorter: (was, will) => was.sla !== null && will.sla !== null && will.sla.days < was.sla.days,
  slaLonger: (was, will) => was.sla !== null && will.sla !== null && will.sla.days > was.sla.days,
  slaRemoved: (was, will) => was.sla !== null && !will.sla,
  tagged: (was, will) => more(will.tags, was.tags),
  untagged: (was, will) => more(was.tags, will.tags),
  notified: (was, will) => more(will.notify, was.notify),
  noise: (was, will) => was.noise === null && will.noise !== null,
  noLongerNoise: (was, will) => was.noise !== null && will.noise === null,
  blocked: gated('block'),
  noLongerBlocked: (was, will) => was.gate === 'block' && will.gate !== 'block',
  toReview: gated('review'),
}
const NAMES = Object.keys(WHEN) as (keyof typeof WHEN)[]

export const zeroCounts = (): DryRunCounts =>
  ({ assigned: 0, ...Object.fromEntries(NAMES.map((name) => [name, 0])) }) as unknown as DryRunCounts

/** Adds what would become of `count` findings, of which some are nobody's. */
export function tally(
  counts: DryRunCounts,
  was: OutcomeView,
  will: OutcomeView,
  { count, unassigned }: { count: number; unassigned: number },
): void {
  for (const name of NAMES) if (WHEN[name](was, will)) counts[name] += count
  if (will.assign !== null && will.assign !== was.assign) counts.assigned += unassigned
}

/** Whether anything of it changes; which rule says it does not count. */
export function differs(was: OutcomeView, will: OutcomeView): boolean {
  const said = ({ rules: _, sla, ...view }: OutcomeView) =>
    JSON.stringify({ ...view, sla: sla && { ...sla, rule: '' } })
  return said(was) !== said(will)
}
