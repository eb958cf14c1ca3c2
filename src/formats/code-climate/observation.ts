import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { linksIn } from '../values/html-text.ts'
import { anything, label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const place = part(z.object({ line: position, column: position }))
const locationSchema = z.object({
  path: needed,
  lines: part(z.object({ begin: anything, end: anything })),
  positions: part(z.object({ begin: place, end: place })),
})

export const issueSchema = z.object({
  check_name: label,
  description: needed,
  content: part(z.object({ body: text })),
  categories: texts,
  severity: text,
  fingerprint: label,
  engine_name: text,
  url: text,
  location: locationSchema,
  other_locations: listOf(locationSchema),
})

/** `minor` is the word of the format for what is not bad, `info` for what is none. */
const SEVERITIES = byWord<Severity>({
  blocker: 'critical',
  critical: 'high',
  major: 'medium',
  minor: 'low',
  info: 'info',
})

/** One issue; what ran is named only by Code Climate itself. */
export function observationOf(issue: z.output<typeof issueSchema>, { text: raw }: Element): Observation {
  const { description, content, categories, severity, fingerprint, engine_name: tool } = issue
  const rule = issue.check_name ?? /^([A-Z]+\d+)\b/.exec(description)?.[1] ?? 'issue'
  const said = description.startsWith(`${rule}: `) ? description.slice(rule.length + 2) : description
  return observe({
    kind: 'code',
    rule,
    title: firstSentence(said) ?? rule,
    description: [description, content?.body].filter(Boolean).join('\n\n'),
    severity: SEVERITIES[severity?.toLowerCase() ?? ''] ?? severityOfWord(severity),
    ...(severity && { toolSeverity: severity }),
    cwes: cwesOf([rule, content?.body].map((text) => /\bCWE-\d+/i.exec(text ?? '')?.[0])),
    advisories: advisoryIdsIn(rule, description),
    location: locationOf(issue.location),
    related: issue.other_locations.map(locationOf),
    references: linksIn([issue.url, content?.body].filter(Boolean).join('\n')),
    ...(fingerprint && { fingerprints: { 'code-climate': fingerprint } }),
    ...(tool && { tool }),
    tags: categories,
    raw,
  })
}

function locationOf({ path, lines, positions }: z.output<typeof locationSchema>): CodeLocation {
  const first = positions?.begin?.line ?? lineIn(lines?.begin)
  const last = positions?.end?.line ?? lineIn(lines?.end)
  return {
    path: relativePath(path),
    ...(first && { line: first }),
    ...(first && last && last >= first && { endLine: last }),
    ...(positions?.begin?.column && { column: positions.begin.column }),
    ...(positions?.end?.column && { endColumn: positions.end.column }),
  }
}

/** A number; some tools write a place. */
const lineIn = (given: unknown): number | undefined => position.parse(given) ?? place.parse(given)?.line
