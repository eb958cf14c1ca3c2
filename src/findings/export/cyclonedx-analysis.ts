import { CYCLONEDX_JUSTIFICATIONS } from './justification.ts'
import type { Statement } from './statement.ts'
import { wordsOf } from './statement-of.ts'

/** What is decided, in CycloneDX's words: https://cyclonedx.org/docs/1.7/json/#vulnerabilities_items_analysis */
export function analysisOf(statement: Statement) {
  const { justification, action, at, firstSeen } = statement
  const word = justification && CYCLONEDX_JUSTIFICATIONS[justification]
  const detail = [wordsOf(statement), action].filter(Boolean).join('\n')
  const response = responseOf(statement)
  return {
    state: stateOf(statement),
    ...(word && { justification: word }),
    ...(response && { response: [response] }),
    ...(detail && { detail }),
    firstIssued: firstSeen.toISOString(),
    lastUpdated: (at > firstSeen ? at : firstSeen).toISOString(),
  }
}

function stateOf({ status, justification }: Statement): string {
  if (status === 'not_affected') return justification ? 'not_affected' : 'false_positive'
  if (status === 'fixed') return 'resolved'
  return status === 'affected' ? 'exploitable' : 'in_triage'
}

function responseOf({ status, state, fixVersion }: Statement): string | undefined {
  if (status !== 'affected') return undefined
  if (state === 'accepted') return 'will_not_fix'
  return fixVersion === null ? undefined : 'update'
}
