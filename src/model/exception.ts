/** Why a finding need not be fixed, or not now. */
export const EXCEPTION_KINDS = [
  'risk_accepted',
  'mitigated',
  'will_not_fix',
  'false_positive',
  'not_affected',
] as const
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number]

/** Kinds that state a fact: they need no end. The others are risks that somebody carries for a time. */
const FACTS: readonly ExceptionKind[] = ['false_positive', 'not_affected']
export const isFact = (kind: ExceptionKind): boolean => FACTS.includes(kind)

/** The state that it gives its findings. */
export const stateOfKind = (kind: ExceptionKind): 'accepted' | 'false_positive' =>
  isFact(kind) ? 'false_positive' : 'accepted'

export const EXCEPTION_STATUSES = ['pending', 'active', 'rejected', 'expired', 'lapsed', 'revoked'] as const
export type ExceptionStatus = (typeof EXCEPTION_STATUSES)[number]

export const LAPSE_REASONS = ['kev', 'exposure', 'fix', 'score', 'severity'] as const
export type LapseReason = (typeof LAPSE_REASONS)[number]

export const SCOPES = ['everything', 'team', 'application', 'asset'] as const
export type ScopeType = (typeof SCOPES)[number]
