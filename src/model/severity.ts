/** Severities from worst to none; `unknown` is what a tool that says nothing gets: nothing is invented. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const

export type Severity = (typeof SEVERITIES)[number]

/** Rank for sorting and for "the worst of": critical 5 … info 1, unknown 0. */
export const severityRank = (severity: Severity): number => 5 - SEVERITIES.indexOf(severity)

/** The severity of a rank. */
export const severityOfRank = (rank: number): Severity => SEVERITIES[5 - rank] ?? 'unknown'

/** The worse of two severities. */
export const worse = (a: Severity, b: Severity): Severity => (severityRank(a) >= severityRank(b) ? a : b)

/**
 * Qualitative rating of a CVSS base score 0–10, by FIRST's scale
 * (https://www.first.org/cvss/v4.0/specification-document, section 6).
 */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  if (score > 0) return 'low'
  return 'info'
}

const WORDS: Record<string, Severity> = {
  critical: 'critical',
  blocker: 'critical',
  severe: 'critical',
  high: 'high',
  important: 'high',
  error: 'high',
  major: 'high',
  medium: 'medium',
  moderate: 'medium',
  warning: 'medium',
  warn: 'medium',
  minor: 'low',
  low: 'low',
  note: 'low',
  info: 'info',
  informational: 'info',
  information: 'info',
  negligible: 'info',
  none: 'info',
}

/** The severity that a tool's common word means, in any case; `unknown` for words nobody shares. Tools with words of their own map them in their unit. */
export const severityOfWord = (word: string | undefined): Severity =>
  (word && Object.hasOwn(WORDS, word.trim().toLowerCase()) && WORDS[word.trim().toLowerCase()]) || 'unknown'
