import type { CoverageClass, CoverageRow } from '../api/types.ts'
import { day } from '../words/format.ts'

/** Classes of tools in the order of the matrix; what they look at reads on hover. */
export const COVERAGE_CLASS: Record<CoverageClass, { label: string; looksAt: string }> = {
  sast: { label: 'SAST', looksAt: 'code' },
  sca: { label: 'SCA', looksAt: 'dependencies' },
  secrets: { label: 'Secrets', looksAt: 'secrets in code' },
  iac: { label: 'IaC', looksAt: 'infrastructure as code' },
  dast: { label: 'DAST', looksAt: 'the running application' },
  container: { label: 'Image', looksAt: 'container images' },
  cloud: { label: 'Cloud', looksAt: 'cloud accounts' },
}
export const CLASSES = Object.keys(COVERAGE_CLASS) as CoverageClass[]

/** `never`: a gap, no tool looked. `stale`: a gap, too long ago. `fresh`: looked. `none`: not looked, and nothing asks for it. */
export type Look = 'never' | 'stale' | 'fresh' | 'none'

export const lookOf = ({ seen, gaps }: Pick<CoverageRow, 'seen' | 'gaps'>, one: CoverageClass): Look =>
  gaps.includes(one) ? (seen[one] ? 'stale' : 'never') : seen[one] ? 'fresh' : 'none'

/** `SAST: code, last looked at Nov 3, 2026`. */
export function lookWords(row: Pick<CoverageRow, 'seen' | 'gaps'>, one: CoverageClass): string {
  const { label, looksAt } = COVERAGE_CLASS[one]
  const at = row.seen[one]
  const last = at ? `last looked at ${day(at)}` : 'never looked at'
  return `${label}: ${looksAt}, ${last}${lookOf(row, one) === 'stale' ? ', too long ago' : ''}`
}
