import type { ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'

/** What people decide about a vulnerability of a component, in Black Duck's words. `NEW` and those that wait are no decision. */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  REMEDIATION_REQUIRED: 'open',
  AFFECTED: 'open',
  REMEDIATION_COMPLETE: 'fixed',
  PATCHED: 'fixed',
  MITIGATED: 'accepted',
  IGNORED: 'accepted',
  DUPLICATE: 'accepted',
  NOT_AFFECTED: 'false_positive',
})

export function verdictOf(status: string | undefined, comment?: string): ProducerVerdict | undefined {
  const word = status?.toUpperCase().replaceAll(' ', '_') ?? ''
  if (!Object.hasOwn(STATES, word)) return undefined
  return {
    state: STATES[word] as ProducerVerdict['state'],
    reason: [status, comment].filter(Boolean).join(': '),
    source: 'blackduck-remediation',
  }
}
