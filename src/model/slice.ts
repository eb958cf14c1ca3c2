/** By what figures about findings are cut up. The words are those of the findings list's filters. */
export const SLICES = [
  'severity',
  'kind',
  'state',
  'team',
  'application',
  'asset',
  'tool',
  'noise',
  'rule',
  'component',
  'advisory',
  'cwe',
  'assignee',
  'age',
  'owner',
  'tag',
  'ssvc',
  'exploitMaturity',
  'reachability',
] as const

export type Slice = (typeof SLICES)[number]
