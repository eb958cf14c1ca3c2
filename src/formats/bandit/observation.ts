import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { label, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const lines = z
  .unknown()
  .transform((value) => (Array.isArray(value) ? value : []).filter(Number.isInteger) as number[])
const offset = z.number().int().nonnegative().optional().catch(undefined)

export const resultSchema = z.object({
  test_id: needed,
  filename: needed,
  test_name: text,
  issue_text: text,
  issue_severity: text,
  issue_confidence: text,
  issue_cwe: part(z.object({ id: label })),
  line_number: position,
  line_range: lines.optional(),
  col_offset: offset,
  end_col_offset: offset,
  code: text,
  more_info: text,
})

type Result = z.output<typeof resultSchema>

/** The checks for hard-coded passwords print the password: assigned, as an argument, as a default. */
const PASSWORD_CHECKS = ['B105', 'B106', 'B107']

/** The password that a result prints, if it is of a check that prints one. */
export const passwordOf = (result: Result): string | undefined =>
  PASSWORD_CHECKS.includes(result.test_id) ? passwordIn(result.issue_text) : undefined

export function observationOf(result: Result, element: Element): Observation {
  const isSecret = PASSWORD_CHECKS.includes(result.test_id)
  const sentence = firstSentence(result.issue_text)
  return observe({
    kind: isSecret ? 'secret' : 'code',
    rule: result.test_id,
    title: (isSecret ? sentence?.split(/:? '/)[0] : sentence) ?? result.test_name ?? result.test_id,
    description: result.issue_text,
    severity: severityOfWord(result.issue_severity),
    toolSeverity: result.issue_severity,
    confidence: confidenceOfWord(result.issue_confidence),
    cwes: cwesOf(result.issue_cwe?.id),
    location: locationOf(result),
    secret: passwordOf(result),
    references: result.more_info ? [result.more_info] : [],
    tags: result.test_name ? [result.test_name] : [],
    raw: element.text,
  })
}

/** `Possible hardcoded password: 'value'`, before 1.6 `…password '(value)'`. */
const passwordIn = (message: string | undefined): string | undefined =>
  /password(?:: '([\s\S]+)'| '\(([\s\S]+)\)')$/
    .exec(message ?? '')
    ?.slice(1)
    .find(Boolean)

/** Offsets count from 0 and the end lies behind the last character. */
function locationOf(result: Result): CodeLocation {
  const first = result.line_number
  const last = first === undefined ? undefined : Math.max(first, ...(result.line_range ?? []))
  return {
    path: relativePath(result.filename),
    line: first,
    endLine: last,
    column: result.col_offset === undefined ? undefined : result.col_offset + 1,
    endColumn: result.end_col_offset ? result.end_col_offset + 1 : undefined,
    snippet: first === undefined || last === undefined ? undefined : codeLines(result.code, first, last),
  }
}

/** `code` holds the lines around the place, each behind its number; numbers and neighbours are no part of the finding. */
function codeLines(code: string | undefined, first: number, last: number): string | undefined {
  const kept: string[] = []
  // In YAML, line ends in the code are written as two characters.
  for (const line of code?.split(code.includes('\n') ? '\n' : '\\n') ?? []) {
    const [, number, source] = /^(\d+)[ \t](.*)$/.exec(line) ?? []
    if (number !== undefined && Number(number) >= first && Number(number) <= last) kept.push(source as string)
  }
  return kept.length > 0 ? kept.join('\n') : undefined
}
