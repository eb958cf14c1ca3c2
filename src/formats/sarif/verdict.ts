import type { ProducerVerdict } from '../../model/observation.ts'
import { asObjects, asText, type Json } from '../values/fields.ts'

/**
 * What the producer has decided: gone since the baseline (3.27.24), or suppressed (3.27.23: only when every suppression is
 * accepted, which one without a status is).
 */
export function verdictOf(result: Json): ProducerVerdict | undefined {
  if (result.baselineState === 'absent') return { state: 'fixed', source: 'sarif-baseline' }
  const suppressions = asObjects(result.suppressions)
  if (suppressions.length === 0) return undefined
  if (suppressions.some(({ status }) => status === 'underReview' || status === 'rejected')) return undefined
  const reason = suppressions.map((item) => asText(item?.justification)).find((text) => text !== undefined)
  const state = /false[\s_-]*positive/i.test(reason ?? '') ? 'false_positive' : 'accepted'
  const place = suppressions.some(({ kind }) => kind === 'inSource') ? 'suppressed in the source' : undefined
  return { state, ...((reason ?? place) && { reason: reason ?? place }), source: 'sarif-suppression' }
}
