export type Outcome = 'passed' | 'failed' | 'manual' | 'error'

/** Which of a person's looks at a result a word of XCCDF asks for; a word that nobody knows is a finding. */
export function outcomeOf(word: string | undefined): Outcome {
  switch (
    word
      ?.trim()
      .toLowerCase()
      .replace(/[\s_-]/g, '')
  ) {
    case 'pass':
    case 'passed':
    case 'fixed':
    case 'notapplicable':
    case 'notselected':
      return 'passed'
    case 'notchecked':
    case 'notreviewed':
    case 'informational':
    case 'manual':
      return 'manual'
    case 'error':
    case 'unknown':
      return 'error'
    default:
      return 'failed'
  }
}

/** What a result that is no plain failure is marked with. */
export const outcomeTags = (outcome: Outcome): string[] =>
  outcome === 'manual' ? ['manual-check'] : outcome === 'error' ? ['check-error'] : []
