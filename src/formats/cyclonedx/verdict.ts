import type { ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import type { Affected, Vulnerability } from './schema.ts'

/** Impact analysis states: https://cyclonedx.org/docs/1.7/json/#vulnerabilities_items_analysis_state */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  exploitable: 'open',
  in_triage: 'open',
  false_positive: 'false_positive',
  not_affected: 'false_positive',
})

/** What the BOM's producer decided: the analysis, or else that this very version is not affected. */
export function verdictOf(
  { analysis }: Vulnerability,
  affected?: Affected,
  version?: string,
): ProducerVerdict | undefined {
  const state = analysis?.state && Object.hasOwn(STATES, analysis.state) ? STATES[analysis.state] : undefined
  if (analysis && state) {
    const response = analysis.response.length > 0 ? `response: ${analysis.response.join(', ')}` : undefined
    const reason = [analysis.state, analysis.justification, response, analysis.detail]
      .filter(Boolean)
      .join('; ')
    return { state, reason, source: 'cyclonedx-vex' }
  }
  const unaffected = affected?.versions.some(
    (entry) => entry.version === version && entry.status === 'unaffected',
  )
  return unaffected && version
    ? { state: 'false_positive', reason: 'version listed as unaffected', source: 'cyclonedx-vex' }
    : undefined
}
