import type { FindingState } from '../../../model/finding-state.ts'
import { type Severity, severityOfWord } from '../../../model/severity.ts'
import type { Mapping } from '../schema.ts'

// What common words mean. Guesses for a person to look over: what is not known stays to be chosen.

const SEVERITIES: [RegExp, Severity][] = [
  [/^(?:p0|p1|sev ?0|sev ?1|s1|extreme|very high|urgent|emergency|fatal|severe)$/i, 'critical'],
  [/^(?:p2|sev ?2|s2|elevated|serious|major)$/i, 'high'],
  [/^(?:p3|sev ?3|s3|guarded|moderate|significant|average)$/i, 'medium'],
  [/^(?:p4|sev ?4|s4|minor|very low|trivial)$/i, 'low'],
  [/^(?:p5|sev ?5|s5|remark|observation|advisory|notice|hint)$/i, 'info'],
]

export const guessedSeverity = (word: string): Severity =>
  SEVERITIES.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? severityOfWord(word)

/** A table for the words, or thresholds for the numbers, that stand where a severity is read. */
export function guessedSeverities(
  values: string[],
): Pick<NonNullable<Mapping['severity']>, 'words' | 'numbers'> {
  const numbers = values.map(Number)
  if (values.length > 0 && numbers.every((number) => !Number.isNaN(number))) {
    const most = Math.max(...numbers)
    if (most > 10) return { numbers: { critical: 90, high: 70, medium: 40, low: 1, info: 0 } }
    if (values.length > 5 || numbers.some((number) => !Number.isInteger(number)))
      return { numbers: { critical: 9, high: 7, medium: 4, low: 0.1, info: 0 } }
  }
  return { words: Object.fromEntries(values.map((word) => [word, guessedSeverity(word)])) }
}

const STATES: [RegExp, FindingState][] = [
  [/false.?positive|not an? (?:issue|problem)|benign|misclassified|invalid/i, 'false_positive'],
  [/accept|exception|exempt|suppress|mute|waive|ignore|risk.?taken|dismiss|snooze/i, 'accepted'],
  [/^(?:resolved|fixed|closed|remediated|done|mitigated|completed?)$/i, 'fixed'],
]
const NO_FINDING = /^(?:pass(?:ed)?|ok|compliant|success|not.?applicable|n\/a|skipped|good)$/i

export function guessedStates(values: string[]): { words: Record<string, FindingState>; skip: string[] } {
  const words = values.flatMap((word) => {
    const state = STATES.find(([pattern]) => pattern.test(word.trim()))?.[1]
    return state ? [[word, state] as const] : []
  })
  return { words: Object.fromEntries(words), skip: values.filter((word) => NO_FINDING.test(word.trim())) }
}
