import type { ProducerVerdict } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { observationOf } from '../gitlab/observation.ts'
import { vulnerabilitySchema } from '../gitlab/schema.ts'
import { secretHider } from '../hide-secrets.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

/** A vulnerability as a security report writes it, and what GitLab adds. */
export interface Told {
  value: Record<string, unknown>
  /** `sast`, `dependency_scanning`, in any case. */
  type?: string | undefined
  state?: string | undefined
  reason?: string | undefined
  comment?: string | undefined
  detectedAt?: string | undefined
  id?: string | undefined
  url?: string | undefined
}

const NOTHING = { remediations: new Map(), managers: new Map(), packages: new Map() }

export function itemOf(told: Told, { where, text }: { where: string; text: string }): Item {
  const found = shaped(vulnerabilitySchema, { where, value: told.value })
  if (found.type === 'problem') return found
  const type = told.type?.toLowerCase()
  const element = { type: 'element' as const, pattern: '', where, holder: '', value: told.value, text }
  const observation = observationOf(found.value, element, { type, ...NOTHING })
  const tool = found.value.scanner?.name
  const hide = secretHider(new Set(observation.secret ? [observation.secret] : []))
  return hide(
    withoutGaps({
      ...observation,
      ...(tool && { tool }),
      verdict: verdictOf(told),
      seenAt: isoTime(told.detectedAt) ?? observation.seenAt,
      references: told.url ? [...(observation.references ?? []), told.url] : observation.references,
      fingerprints: told.id
        ? { ...observation.fingerprints, 'gitlab/vulnerability': told.id }
        : observation.fingerprints,
    }),
  )
}

function verdictOf({ state, reason, comment }: Told): ProducerVerdict | undefined {
  const word = state?.toLowerCase()
  if (word !== 'dismissed' && word !== 'resolved') return undefined
  const why = reason?.toLowerCase().replaceAll(' ', '_')
  const said = [reason, comment].filter(Boolean).join(': ')
  return {
    state: word === 'resolved' ? 'fixed' : why === 'false_positive' ? 'false_positive' : 'accepted',
    ...(said && { reason: said }),
    source: 'gitlab-state',
  }
}
