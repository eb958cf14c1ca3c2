import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'

const SEVERITIES: { [level: string]: Severity } = byWord({
  CriticalError: 'high',
  Error: 'high',
  CriticalWarning: 'medium',
  Warning: 'medium',
  Information: 'info',
})

interface Around {
  rules: ReadonlyMap<string, Node>
  /** The namespace, type and member, or the assembly. */
  owner: string
}

/** An issue of a message: the same check of the same member may have several. */
export function issueObservation(issue: Node, message: Node, { rules, owner }: Around): Observation {
  const { CheckId, TypeName, Category, Status, Id } = message.attributes
  const { Level, Certainty } = issue.attributes
  const rule = CheckId || TypeName || 'message'
  const about = rules.get(rule)
  const url = textOf(about, 'Url')
  const location = placeOf(issue, owner)
  return observe({
    kind: 'code',
    rule,
    title: titleOf(textOf(about, 'Name'), TypeName, rule),
    description: paragraphs(textOf(issue), textOf(about, 'Description')),
    severity: SEVERITIES[Level ?? ''] ?? 'unknown',
    toolSeverity: Level || undefined,
    confidence: confidenceOf(Certainty),
    location,
    resource: !location && owner ? { address: owner, type: 'member' } : undefined,
    references: url?.startsWith('http') ? [url] : [],
    remediation: paragraphs(...childrenOf(about, 'Resolution').map((one) => textOf(one))),
    verdict: verdictOf(Status),
    tags: [Category, TypeName, Id].filter((tag): tag is string => Boolean(tag)),
    raw: xmlText({
      ...message,
      children: message.children.filter((part) => part === issue || part.name !== 'Issue'),
    }),
  })
}

/** Without debugging symbols a report knows no file. */
function placeOf({ attributes: { Path, File, Line } }: Node, owner: string): CodeLocation | undefined {
  const path = relativePath(File ? [Path, File].filter(Boolean).join('/') : '')
  return path === '' ? undefined : { path, line: positionIn(Line), symbol: owner || undefined }
}

/** Percent. */
function confidenceOf(certainty: string | undefined): Observation['confidence'] {
  const number = positionIn(certainty)
  if (number === undefined) return undefined
  return number >= 75 ? 'high' : number >= 50 ? 'medium' : 'low'
}

function verdictOf(status: string | undefined): ProducerVerdict | undefined {
  if (status === 'Excluded') return { state: 'accepted', reason: status, source: 'fxcop-status' }
  return status === 'Absent' ? { state: 'fixed', reason: status, source: 'fxcop-status' } : undefined
}
