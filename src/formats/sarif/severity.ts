import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { scoreOf } from '../values/cvss.ts'
import { asNumber, asText, type Json } from '../values/fields.ts'

export interface Rated {
  severity: Severity
  /** The tool's own word; absent where the standard's default stands for it. */
  toolSeverity?: string
}

const WORD_KEYS = ['severity', 'issue_severity', 'Severity', 'priority']

/** What the property bag of a result or rule says of its severity: a word of the tool's, or GitHub's `security-severity` 0–10. */
export function ratedBy(properties: Json | undefined, tags: string[] = []): Rated | undefined {
  // Trivy's own word stands among the rule's tags, in capitals.
  const tag = tags.find((item) => /^(?:CRITICAL|HIGH|MEDIUM|LOW)$/.test(item))
  if (tag) return { severity: severityOfWord(tag), toolSeverity: tag }
  const given = properties?.['security-severity']
  const score = scoreOf(given)
  // Writers put 0.0 where they know nothing; then the level says more.
  if (score) return { severity: severityOfScore(score), toolSeverity: String(given) }
  for (const key of WORD_KEYS) {
    const word = asText(properties?.[key])
    const severity = severityOfWord(word)
    if (word !== undefined && severity !== 'unknown') return { severity, toolSeverity: word }
  }
  return undefined
}

/**
 * The severity that the standard's own fields say (3.27.9, 3.27.10, 3.27.25): only failures have a level; a result without one has
 * that of its rule's configuration, then a rank 0–100, then `warning`.
 */
export function ratedByLevel(result: Json, ruleConfiguration: Json | undefined): Rated {
  const kind = asText(result.kind)
  if (kind === 'informational') return { severity: 'info', toolSeverity: kind }
  if (kind === 'open' || kind === 'review') return { severity: 'unknown', toolSeverity: kind }
  const level = asText(result.level) ?? asText(ruleConfiguration?.level)
  if (level !== undefined) return { severity: severityOfWord(level), toolSeverity: level }
  const rank = asNumber(result.rank) ?? asNumber(ruleConfiguration?.rank)
  if (rank !== undefined && rank > 0)
    return { severity: severityOfScore(rank / 10), toolSeverity: `rank ${rank}` }
  return { severity: severityOfWord('warning') }
}
