import type {
  Exception,
  ExceptionKind,
  ExceptionStatus,
  Justification,
  LapseConditions,
} from '../api/types.ts'

export const EXCEPTION_STATUS: Record<ExceptionStatus, string> = {
  pending: 'Awaits approval',
  active: 'In force',
  rejected: 'Rejected',
  expired: 'Ran out',
  lapsed: 'Lapsed',
  revoked: 'Revoked',
}
export const EXCEPTION_STATUSES = Object.keys(EXCEPTION_STATUS) as ExceptionStatus[]

export const EXCEPTION_KIND: Record<ExceptionKind, string> = {
  risk_accepted: 'Risk accepted',
  mitigated: 'Mitigated otherwise',
  will_not_fix: 'Will not be fixed',
  false_positive: 'False positive',
  not_affected: 'Not affected',
}

/** Kinds that state a fact: they need no end. */
export const isFact = (kind: ExceptionKind): boolean => kind === 'false_positive' || kind === 'not_affected'

export type TargetType = Exception['target']['type']
export const TARGET: Record<TargetType, { label: string; covers: string }> = {
  findings: { label: 'Findings', covers: 'Only these findings.' },
  rule: { label: 'Rule', covers: 'Everything that a condition is true of, now and later.' },
  component: { label: 'Component', covers: 'A package wherever it is used, now and later.' },
  advisory: { label: 'Advisory', covers: 'One vulnerability in every version and product, now and later.' },
}
export const TARGETS = Object.keys(TARGET) as TargetType[]

export const JUSTIFICATION: Record<Justification, string> = {
  component_not_present: 'The component is not present',
  vulnerable_code_not_present: 'The vulnerable code is not present',
  vulnerable_code_not_in_execute_path: 'The vulnerable code is never executed',
  vulnerable_code_cannot_be_controlled_by_adversary: 'An attacker cannot control it',
  inline_mitigations_already_exist: 'Mitigations are already in place',
}

/** What ends an exception before its time. */
export const LAPSE: Record<keyof Required<LapseConditions>, string> = {
  kev: 'it is listed as exploited',
  exposure: 'the asset becomes reachable from the internet',
  fix: 'a fix becomes known',
  score: 'the score rises above',
  severity: 'the severity rises',
}

/** The conditions in force, in words. */
export function lapseWords(lapse: Exception['lapse']): string[] {
  const { score, ...flags } = lapse
  const on = (Object.keys(flags) as (keyof typeof flags)[]).filter((name) => flags[name])
  return [...on.map((name) => LAPSE[name]), ...(score === null ? [] : [`${LAPSE.score} ${score}`])]
}

/** `everything`, `team Payments`. */
export const scopeWords = (scope: Exception['scope']): string =>
  scope.type === 'everything' ? 'Everything' : `${scope.type} ${scope.name ?? ''}`
