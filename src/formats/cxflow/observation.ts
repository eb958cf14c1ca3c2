import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { controlsIn, titleOfQuery, verdictOf } from '../checkmarx/triage.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { type Issue, type Node, waysOf } from './issue.ts'

/** An observation for each of an issue's results, or for each of its packages. */
export function* observationsOf(
  issue: Issue,
  { text: raw }: Element,
  filtered: boolean,
): Generator<Observation> {
  yield* issue.osaDetails.map((one) => osaObservation(one, issue, raw))
  yield* issue.scaDetails.map((one) => scaObservation(one, issue, raw))
  if (issue.osaDetails.length + issue.scaDetails.length > 0) return
  const results = issue.additionalDetails?.results ?? []
  if (results.length > 0) {
    for (const result of results) yield codeObservation(issue, placesOf(result), raw, filtered)
    return
  }
  const lines = Object.entries(issue.details ?? {})
  if (lines.length === 0) yield codeObservation(issue, {}, raw, filtered)
  for (const [line, { codeSnippet }] of lines)
    yield codeObservation(
      issue,
      { source: placeOf({ file: issue.filename, line: Number(line) || undefined, snippet: codeSnippet }) },
      raw,
      filtered,
    )
}

interface Places {
  source?: CodeLocation
  sink?: CodeLocation
  flow?: CodeLocation[]
}

function placesOf(result: Record<string, unknown>): Places {
  const { steps, source, sink } = waysOf(result)
  const flow = steps.map(placeOf).filter((place) => place !== undefined)
  return { source: placeOf(source) ?? flow[0], sink: placeOf(sink) ?? flow.at(-1), flow }
}

function placeOf(node: Partial<Node> | undefined): CodeLocation | undefined {
  const path = relativePath(node?.file ?? '')
  if (!node || path === '') return undefined
  return {
    path,
    line: node.line,
    column: node.column,
    endColumn: node.column && node.length ? node.column + node.length : undefined,
    snippet: node.snippet?.trim(),
    message: node.object,
  }
}

function codeObservation(
  issue: Issue,
  { source, sink, flow = [] }: Places,
  raw: string,
  filtered: boolean,
): Observation {
  const more = issue.additionalDetails
  const place = sink ?? source ?? placeOf({ file: issue.filename })
  const detail = source?.line === undefined ? undefined : issue.details?.[String(source.line)]
  const isFalse = detail?.falsePositive === true || issue.allFalsePositive === true
  const rule = issue.vulnerability ?? 'issue'
  return observe({
    kind: 'code',
    rule,
    title: titleOfQuery(rule),
    description: paragraphs(issue.description, detail?.comment),
    severity: severityOfWord(issue.severity),
    toolSeverity: issue.severity,
    cwes: cwesOf(issue.cwe),
    location: place && { ...place, message: undefined },
    flow: flow.length > 1 ? flow : [],
    controls: controlsIn(more?.categories),
    references: [issue.link, more?.recommendedFix, more?.CodeBashingLesson, issue.gitUrl].filter(
      (link) => link !== undefined,
    ),
    fingerprints: issue.similarityId ? { similarityId: issue.similarityId } : undefined,
    verdict:
      verdictOf(isFalse ? 'not exploitable' : issue.vulnerabilityStatus, { reason: detail?.comment }) ??
      filterVerdict(filtered),
    tags: issue.language ? [issue.language] : [],
    raw,
  })
}

/** The people who run CxFlow have told it not to report these. */
const filterVerdict = (filtered: boolean): ProducerVerdict | undefined =>
  filtered
    ? { state: 'accepted', reason: 'left out by the filters of CxFlow', source: 'cxflow-filter' }
    : undefined

function osaObservation(one: Issue['osaDetails'][number], issue: Issue, raw: string): Observation {
  const rule = one.cve ?? issue.vulnerability ?? 'package'
  return observe({
    kind: 'dependency',
    rule,
    title: `${one.libraryName ?? issue.filename ?? 'Package'}: ${rule}`,
    description: issue.description,
    severity: severityOfWord(one.severity ?? issue.severity),
    toolSeverity: one.severity ?? issue.severity,
    advisories: advisoryIds(one.cve),
    component: one.libraryName ? { name: one.libraryName, version: one.version } : undefined,
    remediation: one.recommendation,
    references: issue.link ? [issue.link] : [],
    raw,
  })
}

function scaObservation(one: Issue['scaDetails'][number], issue: Issue, raw: string): Observation {
  const { finding, vulnerabilityPackage: about } = one
  const rule = finding?.cveName ?? finding?.id ?? issue.vulnerability ?? 'package'
  const name = about?.name ?? about?.id
  const rating = cvssRating({ score: finding?.score })
  return observe({
    kind: 'dependency',
    rule,
    title: `${name ?? issue.filename ?? 'Package'}: ${rule}`,
    description: finding?.description ?? issue.description,
    severity: severityOfWord(finding?.severity ?? issue.severity),
    toolSeverity: finding?.severity ?? issue.severity,
    cvss: rating && [rating],
    cwes: cwesOf(issue.cwe),
    advisories: advisoryIds(finding?.cveName ?? finding?.id),
    component: name
      ? {
          name,
          version: about?.version,
          fixVersions: finding?.fixResolutionText ? [finding.fixResolutionText] : undefined,
        }
      : undefined,
    remediation: finding?.recommendations,
    references: [one.vulnerabilityLink, issue.link].filter((link) => link !== undefined),
    raw,
  })
}
