import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { needed, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

export const checkSchema = z.object({
  test_number: needed,
  category: text,
  catalog: text,
  type: text,
  profile: text,
  level: text,
  description: text,
  remediation: text,
  message: texts,
  tags: texts,
  group: text,
})

type Check = z.output<typeof checkSchema>

/** Headings of a benchmark's chapters come as checks of the level INFO, and say nothing. */
export const isPassed = ({ level, test_number }: Check): boolean =>
  /^(?:PASS|MANUAL|NOTE)$/i.test(level ?? '') || (/^INFO$/i.test(level ?? '') && /^\d+$/.test(test_number))

const SEVERITY: Record<string, Severity> = byWord({
  warn: 'medium',
  high: 'high',
  error: 'high',
  info: 'info',
})

export function checkObservation(check: Check, raw: string): Observation {
  const { test_number: rule, level, category = check.catalog, description, message } = check
  const word = level?.toLowerCase() ?? ''
  return observe({
    kind: 'config',
    rule,
    title: description ?? rule,
    description: message.join('\n'),
    severity: Object.hasOwn(SEVERITY, word) ? (SEVERITY[word] as Severity) : 'unknown',
    toolSeverity: level,
    resource: check.group ? { address: check.group } : undefined,
    remediation: check.remediation,
    tags: [category, check.type, check.profile, ...check.tags].filter((tag) => tag !== undefined),
    raw,
  })
}
