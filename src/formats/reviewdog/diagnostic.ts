import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { label, listOf, needed, part, position, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const point = part(z.object({ line: position, column: position }))
const locationSchema = z.object({ path: needed, range: part(z.object({ start: point, end: point })) })
const related = listOf(z.object({ message: text, location: locationSchema }))

export const diagnosticSchema = z.object({
  message: needed,
  location: locationSchema,
  /** Some write the enumeration's number. */
  severity: label,
  source: part(z.object({ name: text })),
  code: part(z.object({ value: label, url: text })),
  suggestions: listOf(z.object({ text: z.string() })),
  related_locations: related,
  relatedLocations: related,
})

const NUMBERED: (string | undefined)[] = [undefined, 'ERROR', 'WARNING', 'INFO']

/** `ofAll`: the severity of a report's diagnostics that say none. */
export function observationOf(
  found: z.output<typeof diagnosticSchema>,
  ofAll: string | undefined,
  raw: string,
): Observation {
  const { message, location, code, source, suggestions } = found
  const own = /^\d$/.test(found.severity ?? '') ? NUMBERED[Number(found.severity)] : found.severity
  const severity = own && own !== 'UNKNOWN_SEVERITY' ? own : ofAll
  return observe({
    kind: 'code',
    rule: code?.value ?? firstSentence(message) ?? message,
    title: firstSentence(message) ?? message,
    description: message,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf([code?.value, message].map((said) => /\bCWE-\d+/i.exec(said ?? '')?.[0])),
    location: locationOf(location),
    related: [...found.related_locations, ...found.relatedLocations].map((one) => ({
      ...locationOf(one.location),
      ...(one.message && { message: one.message }),
    })),
    references: linksOf(code?.url),
    remediation: suggestions[0]?.text && `Replace it by:\n${suggestions[0].text}`,
    ...(source?.name && { tool: source.name }),
    raw,
  })
}

const locationOf = ({ path, range }: z.output<typeof locationSchema>): CodeLocation => ({
  path: relativePath(path),
  line: range?.start?.line,
  endLine: range?.end?.line,
  column: range?.start?.column,
  endColumn: range?.end?.column,
})
