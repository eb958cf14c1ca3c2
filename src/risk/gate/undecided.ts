import type { Verdict } from './verdict.ts'

/** The verdict where something is missing to come to one: a report that cannot be read, a broken policy, no baseline. */
export const undecided = (why: string, asset: string | null): Verdict => ({
  verdict: 'undecided',
  summary: why,
  counts: { new: 0, old: 0, fixed: 0, blocked: 0, warned: 0, review: 0, ignored: 0 },
  findings: [],
  problems: [{ file: '', where: '', message: why }],
  problemCount: 1,
  policy: { name: '', version: '' },
  baseline: null,
  asset,
  override: null,
})
