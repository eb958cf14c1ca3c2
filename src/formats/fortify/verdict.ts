import type { ProducerVerdict } from '../../model/observation.ts'

export interface Audit {
  /** Value of the tag in which the auditor says what the issue is. */
  analysis?: string | undefined
  suppressed?: boolean | undefined
  comment?: string | undefined
}

/** What an auditor has decided: an issue may be called none, or be suppressed for whatever reason. */
export function verdictOf({ analysis, suppressed, comment }: Audit): ProducerVerdict | undefined {
  const isFalse = /^(?:not an issue|false positive)$/i.test(analysis ?? '')
  if (!isFalse && !suppressed) return undefined
  return {
    state: isFalse ? 'false_positive' : 'accepted',
    reason: comment ?? analysis ?? 'suppressed',
    source: isFalse ? 'fortify-analysis' : 'fortify-suppression',
  }
}
