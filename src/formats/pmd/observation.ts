import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn } from '../values/html-text.ts'
import { label, needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A violation as the JSON report writes it. */
export const violationSchema = z.object({
  rule: needed,
  ruleset: text,
  priority: label,
  description: text,
  beginline: position,
  endline: position,
  begincolumn: position,
  endcolumn: position,
  externalInfoUrl: text,
  package: text,
  class: text,
  method: text,
  function: text,
  variable: text,
})

export type Violation = z.output<typeof violationSchema>

/** High, medium high, medium, medium low, low. */
const SEVERITIES: { [priority: string]: Severity } = byWord({
  '1': 'high',
  '2': 'medium',
  '3': 'medium',
  '4': 'low',
  '5': 'low',
})

export function observationOf(violation: Violation, file: string | undefined, raw: string): Observation {
  const path = relativePath(file ?? '')
  return observe({
    kind: 'code',
    rule: violation.rule,
    title: firstSentence(violation.description) ?? violation.rule,
    description: violation.description,
    severity: SEVERITIES[violation.priority ?? ''] ?? 'unknown',
    toolSeverity: violation.priority,
    location:
      path === ''
        ? undefined
        : {
            path,
            line: violation.beginline,
            endLine: violation.endline,
            column: violation.begincolumn,
            // PMD's end is the last character itself.
            endColumn: violation.endcolumn && violation.endcolumn + 1,
            symbol: symbolOf(violation),
          },
    references: linksIn(violation.externalInfoUrl),
    tags: violation.ruleset ? [violation.ruleset] : [],
    raw,
  })
}

const symbolOf = (violation: Violation): string | undefined =>
  [violation.package, violation.class, violation.method ?? violation.function ?? violation.variable]
    .filter(Boolean)
    .join('.') || undefined

/** A violation that somebody has suppressed, of which PMD keeps only the words. */
export function suppressedObservation(
  {
    msg,
    usermsg,
    suppressiontype,
    file,
  }: Record<'msg' | 'usermsg' | 'suppressiontype' | 'file', string | undefined>,
  raw: string,
): Observation {
  const path = relativePath(file ?? '')
  const verdict: ProducerVerdict = {
    state: 'accepted',
    ...((usermsg ?? suppressiontype) && { reason: usermsg ?? suppressiontype }),
    source: 'pmd-suppression',
  }
  return observe({
    kind: 'code',
    rule: 'suppressed',
    title: firstSentence(msg) ?? 'Suppressed violation',
    description: msg,
    severity: 'unknown',
    location: path === '' ? undefined : { path },
    verdict,
    raw,
  })
}
