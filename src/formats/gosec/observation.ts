import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { asText } from '../values/fields.ts'
import { flag, label, listOf, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { secretInMatch } from '../values/secret-in-match.ts'

/** YAML and JUnit number severity and confidence. */
const LEVELS = ['LOW', 'MEDIUM', 'HIGH']
const level = label.transform((word) => (word === undefined ? undefined : (LEVELS[Number(word)] ?? word)))

export const issueSchema = z.object({
  rule_id: needed,
  file: needed,
  details: text,
  severity: level,
  confidence: level,
  /** Before 2.5 with names in capitals. */
  cwe: part(z.object({ id: label, ID: label, url: text, URL: text })),
  code: text,
  /** `12`, or `12-14` for what spans lines. */
  line: label,
  column: position,
  nosec: flag,
  suppressions: listOf(z.object({ kind: text, justification: text })),
  autofix: text,
})

type Issue = z.output<typeof issueSchema>

/** Hard-coded credentials: the code holds them in clear. */
const CREDENTIALS = 'G101'

export const secretOf = (issue: Issue): string | undefined =>
  issue.rule_id === CREDENTIALS ? secretInMatch(codeOf(issue) ?? '') : undefined

export function observationOf(issue: Issue, element: Element): Observation {
  const { rule_id: rule, severity, cwe } = issue
  const [line, endLine] = linesOf(issue)
  return observe({
    kind: rule === CREDENTIALS ? 'secret' : 'code',
    rule,
    title: issue.details ?? rule,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(issue.confidence),
    cwes: cwesOf(cwe?.id, cwe?.ID),
    location: {
      path: relativePath(issue.file),
      line,
      endLine,
      column: issue.column,
      snippet: codeOf(issue),
    },
    secret: secretOf(issue),
    references: [cwe?.url ?? cwe?.URL].filter((url) => url !== undefined),
    remediation: issue.autofix,
    verdict: verdictOf(issue),
    raw: element.text,
  })
}

function linesOf({ line }: Issue): [number | undefined, number | undefined] {
  const [first, last] = (line ?? '').split('-').map((part) => readBy(position, part))
  return [first, last]
}

/** `code` holds the lines around the place, each behind its number; before 2.5 only the code itself. */
function codeOf(issue: Issue): string | undefined {
  const [first, last = first] = linesOf(issue)
  if (first === undefined || last === undefined) return issue.code
  const kept: string[] = []
  for (const line of issue.code?.trimEnd().split('\n') ?? []) {
    const [, number, code = ''] = NUMBERED.exec(line) ?? []
    if (number === undefined) return issue.code
    if (Number(number) >= first && Number(number) <= last) kept.push(code)
  }
  return asText(kept.join('\n'))
}

const NUMBERED = /^(\d+): (.*)$/

/** With `-track-suppressions` and `-show-ignored` the tool also prints what it was told to ignore. */
function verdictOf({ suppressions, nosec }: Issue): Observation['verdict'] {
  if (suppressions.length === 0 && !nosec) return undefined
  const reasons = suppressions.map(({ justification }) => justification).filter(Boolean)
  const kind = suppressions[0]?.kind
  return {
    state: 'accepted',
    ...(reasons.length > 0 && { reason: reasons.join('; ') }),
    source: kind === 'external' ? 'gosec-external' : 'gosec-nosec',
  }
}
