import type { ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import type { Modified } from './schema.ts'

/** https://github.com/aquasecurity/trivy/blob/main/pkg/types/finding.go */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  ignored: 'accepted',
  not_affected: 'false_positive',
  fixed: 'fixed',
  affected: 'open',
  under_investigation: 'open',
  unknown: 'open',
})

/** Why Trivy left a finding out of its lists: an ignore file or a VEX statement. */
export function verdictOf({ Status = 'unknown', Statement, Source }: Modified): ProducerVerdict {
  return {
    state: (Object.hasOwn(STATES, Status) && STATES[Status]) || 'open',
    reason: [Status, Statement, Source].filter(Boolean).join('; '),
    source: Status === 'ignored' ? 'trivy-ignore' : 'trivy-vex',
  }
}
