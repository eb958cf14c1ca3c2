import type { Merge, MergeRule } from '../api/types.ts'

/** What put observations together, in the order in which the rules are asked. */
export const MERGE_RULE: Record<MergeRule, string> = {
  shared: 'Same identity',
  handler: 'Request and its code',
  block: 'Same block and control',
  near: 'Same place',
  sole: 'Only result in the file',
  alias: 'Alias known later',
  rules: 'Rules changed',
  join: 'Joined by hand',
}

const isMergeRule = (rule: string): rule is MergeRule => Object.hasOwn(MERGE_RULE, rule)

/** The rules that put a finding together, each once. */
export const whyOf = ({ observations }: Merge): string =>
  [...new Set(observations.map(({ reason }) => reason.rule).filter(isMergeRule))]
    .map((rule) => MERGE_RULE[rule])
    .join(', ')
