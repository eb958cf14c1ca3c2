import { z } from 'zod'
import type { Problem } from '../contract.ts'
import { label, needed, position, shaped, text, texts } from '../values/lenient.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

/** One leak, whichever version wrote it. */
export interface Leak {
  type: 'leak'
  rule: string
  title: string
  path: string
  line?: number
  endLine?: number
  column?: number
  endColumn?: number
  /** The source text around the secret. */
  match?: string
  /** The secret as printed, perhaps redacted. */
  secret?: string
  commit?: string
  author?: string
  committedAt?: string
  tags: string[]
  link?: string
  fingerprint?: string
}

/** Since 8.0. */
const current = z.object({
  RuleID: needed,
  File: z.string(),
  Description: text,
  StartLine: position,
  EndLine: position,
  StartColumn: position,
  EndColumn: position,
  Match: text,
  Secret: text,
  Commit: text,
  Author: text,
  Date: text,
  Tags: texts,
  Link: text,
  Fingerprint: text,
})

/** Before 8.0; lines are counted since 6.0. */
const former = z.object({
  rule: needed,
  file: z.string(),
  line: text,
  lineNumber: position,
  offender: text,
  commit: text,
  author: text,
  date: text,
  tags: label,
  leakURL: text,
})

/** The element as a leak, or a problem when it is neither version's. */
export function leakOf(element: { where: string; value: unknown }): Leak | Problem {
  if (isFormer(element.value)) {
    const result = shaped(former, element)
    return result.type === 'problem' ? result : formerLeak(result.value)
  }
  const result = shaped(current, element)
  return result.type === 'problem' ? result : currentLeak(result.value)
}

const isFormer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'offender' in value && !('RuleID' in value)

const currentLeak = (leak: z.output<typeof current>): Leak => ({
  type: 'leak',
  rule: leak.RuleID,
  title: leak.Description ?? leak.RuleID,
  path: leak.File,
  line: leak.StartLine,
  endLine: leak.EndLine,
  column: leak.StartColumn,
  // The last character's column, where a location says the one behind it.
  endColumn: leak.EndColumn && leak.EndColumn + 1,
  match: leak.Match,
  secret: leak.Secret,
  commit: leak.Commit,
  author: leak.Author,
  committedAt: leak.Date,
  tags: leak.Tags,
  link: leak.Link,
  fingerprint: leak.Fingerprint,
})

const formerLeak = (leak: z.output<typeof former>): Leak => ({
  type: 'leak',
  rule: leak.rule,
  title: leak.rule,
  path: leak.file,
  line: leak.lineNumber,
  match: leak.line,
  // The offender is what the rule matched, often the assignment around the secret.
  secret: leak.offender && (secretInMatch(leak.offender) ?? leak.offender),
  commit: leak.commit,
  author: leak.author,
  committedAt: leak.date,
  tags: (leak.tags ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean),
  link: leak.leakURL,
})
