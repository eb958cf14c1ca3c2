import type { ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import type { IgnoredMatch } from './schema.ts'

/** VEX statuses: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-labels */
const VEX: Record<string, ProducerVerdict['state']> = byWord({
  not_affected: 'false_positive',
  fixed: 'fixed',
  affected: 'open',
  under_investigation: 'open',
})

/** Reasons that Grype gives itself when a distribution says that its package has the fix, or never had the flaw. */
const OWN: Record<string, ProducerVerdict['state']> = byWord({
  DistroPackageFixed: 'fixed',
  'Distro Not Vulnerable': 'false_positive',
  'Explicit APK NAK': 'false_positive',
})

/** Why Grype left a match out of its list: a VEX statement, its own reason, or a rule of its configuration. */
export function verdictOf({ appliedIgnoreRules: rules }: IgnoredMatch): ProducerVerdict {
  const vex = rules.find((rule) => rule['vex-status'])
  const status = vex?.['vex-status']
  if (vex && status)
    return {
      state: stateIn(VEX, status),
      reason: [status, vex['vex-justification'], vex.reason].filter(Boolean).join('; '),
      source: 'grype-vex',
    }
  const reasons = [...new Set(rules.map(({ reason }) => reason).filter((reason) => reason !== undefined))]
  return {
    state: stateIn(OWN, reasons[0]),
    ...(reasons.length > 0 && { reason: reasons.join('; ') }),
    source: 'grype-ignore',
  }
}

const stateIn = (states: Record<string, ProducerVerdict['state']>, word = ''): ProducerVerdict['state'] =>
  (Object.hasOwn(states, word) && states[word]) || 'accepted'
