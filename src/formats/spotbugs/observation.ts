import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { lines, paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'

/** What a report says beside its bugs. */
export interface Bugs {
  /** `BugPattern` by type. */
  patterns: Map<string, Node>
  project: string | undefined
}

export function observationOf(bug: Node, bugs: Bugs): Observation {
  const { type = '', rank, priority, category, cweid, instanceHash } = bug.attributes
  const pattern = bugs.patterns.get(type)
  const details = textOf(pattern, 'Details')
  const [location, ...related] = placesOf(bug)
  return observe({
    kind: 'code',
    rule: type,
    title: titleOf(textOf(bug, 'ShortMessage'), textOf(pattern, 'ShortDescription'), type),
    description: paragraphs(
      textOf(bug, 'LongMessage'),
      lines(...childrenOf(bug, 'String').map((node) => textOf(node, 'Message'))),
      proseText(details),
    ),
    severity: severityOf(rank, priority),
    toolSeverity: rank ? `rank ${rank}` : priority ? `priority ${priority}` : undefined,
    confidence: CONFIDENCES[priority ?? ''],
    cwes: cwesOf(cweid, pattern?.attributes.cweid),
    location,
    related,
    references: linksIn(details?.replaceAll('"', ' ')),
    fingerprints: instanceHash ? { instanceHash } : undefined,
    verdict: verdictOf(bug),
    tags: category ? [category] : [],
    raw: xmlText(bug),
  })
}

/** Ranks go from 1 (scariest) to 20; up to 9 is scary, up to 14 troubling, the rest of concern. */
function severityOf(rank: string | undefined, priority: string | undefined): Severity {
  const number = positionIn(rank)
  if (number !== undefined) return number <= 9 ? 'high' : number <= 14 ? 'medium' : 'low'
  return CONFIDENCES[priority ?? ''] ?? 'unknown'
}

/** What the report calls priority is how sure SpotBugs is; before ranks it was all there was. */
const CONFIDENCES: { [priority: string]: 'high' | 'medium' | 'low' } = byWord({
  '1': 'high',
  '2': 'medium',
  '3': 'low',
})

/** The bug's own lines; without these, the method, field or class that it is about. The first one is the place of the bug. */
function placesOf(bug: Node): CodeLocation[] {
  const method =
    childrenOf(bug, 'Method').find((node) => node.attributes.primary === 'true') ?? child(bug, 'Method')
  const own = childrenOf(bug, 'SourceLine').flatMap(placeOf)
  const about = [method, child(bug, 'Field'), child(bug, 'Class')].flatMap((holder) =>
    childrenOf(holder, 'SourceLine').flatMap(placeOf),
  )
  const first = own.find(hasLine) ?? about.find(hasLine) ?? own[0] ?? about[0]
  if (!first) return []
  const related = own.filter((place) => place !== first && hasLine(place))
  return [{ ...first, symbol: method && symbolOf(method) }, ...related]
}

const hasLine = (place: CodeLocation): boolean => place.line !== undefined

function placeOf({ attributes }: Node): CodeLocation[] {
  const { relSourcepath, sourcepath, sourcefile, start, end, role } = attributes
  const path = relativePath(relSourcepath || sourcepath || sourcefile || '')
  if (path === '') return []
  return [{ path, line: positionIn(start), endLine: positionIn(end), message: role || undefined }]
}

const symbolOf = ({ attributes: { classname, name } }: Node): string | undefined =>
  [classname, name].filter(Boolean).join('.') || undefined

/** Designations that people give in SpotBugs' own viewer. */
const VERDICTS: { [designation: string]: ProducerVerdict['state'] } = byWord({
  NOT_A_BUG: 'false_positive',
  BAD_ANALYSIS: 'false_positive',
  MOSTLY_HARMLESS: 'accepted',
  OBSOLETE_CODE: 'accepted',
})

function verdictOf(bug: Node): ProducerVerdict | undefined {
  // The analysis with this number was the last that saw it.
  if (positionIn(bug.attributes.last) !== undefined) return { state: 'fixed', source: 'spotbugs-history' }
  const annotation = child(bug, 'UserAnnotation')
  const designation = annotation?.attributes.designation ?? ''
  const state = VERDICTS[designation]
  return state && { state, reason: textOf(annotation) ?? designation, source: 'spotbugs-annotation' }
}
