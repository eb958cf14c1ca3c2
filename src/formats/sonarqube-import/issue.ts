import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { worse } from '../../model/severity.ts'
import { severityOf } from '../sonarqube/rule.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { proseText } from '../values/html-text.ts'
import { listOf, needed, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const impacts = listOf(z.object({ softwareQuality: text, severity: text }))

export const ruleSchema = z.object({
  id: needed,
  name: text,
  description: text,
  engineId: text,
  type: text,
  severity: text,
  impacts,
})

export type Rule = z.output<typeof ruleSchema>

const locationSchema = z.object({
  filePath: needed,
  message: text,
  textRange: part(
    z.object({ startLine: position, endLine: position, startColumn: number, endColumn: number }),
  ),
})

export const issueSchema = z.object({
  ruleId: needed,
  engineId: text,
  severity: text,
  type: text,
  /** Null in njsscan's issues about what is missing from a source as a whole. */
  primaryLocation: locationSchema.nullable(),
  secondaryLocations: listOf(locationSchema),
})

export function observationOf(
  issue: z.output<typeof issueSchema>,
  rule: Rule | undefined,
  raw: string,
): Observation {
  const { ruleId, primaryLocation, secondaryLocations } = issue
  const message = primaryLocation?.message
  const word = issue.severity ?? rule?.severity
  const type = issue.type ?? rule?.type
  const tool = issue.engineId ?? rule?.engineId
  const described = proseText(rule?.description)
  return observe({
    kind: 'code',
    rule: ruleId,
    title: rule?.name ?? firstSentence(message) ?? ruleId,
    description: [message, described].filter(Boolean).join('\n\n'),
    ...worstOf(word, rule),
    cwes: cwesOf([ruleId, message, rule?.description].map((text) => /\bCWE-\d+/i.exec(text ?? '')?.[0])),
    location: primaryLocation ? locationOf(primaryLocation) : undefined,
    related: secondaryLocations.map(locationOf),
    ...(tool && { tool }),
    tags: type ? [type] : [],
    raw,
  })
}

/** In the mode of several qualities a rule has a severity for each that it concerns: the worst counts. */
function worstOf(
  word: string | undefined,
  rule: Rule | undefined,
): Pick<Observation, 'severity' | 'toolSeverity'> {
  const said = word ? [word] : (rule?.impacts ?? []).flatMap(({ severity }) => severity ?? [])
  const severity = said.map(severityOf).reduce(worse, 'unknown')
  return { severity, ...(said.length > 0 && { toolSeverity: said.join(', ') }) }
}

/** Columns count from 0. */
function locationOf({ filePath, message, textRange }: z.output<typeof locationSchema>): CodeLocation {
  const { startLine, endLine, startColumn, endColumn } = textRange ?? {}
  return {
    path: relativePath(filePath),
    ...(startLine && { line: startLine }),
    ...(endLine && { endLine }),
    ...(startColumn !== undefined && startLine && { column: startColumn + 1 }),
    ...(endColumn !== undefined && endLine && { endColumn: endColumn + 1 }),
    ...(message && { message }),
  }
}
