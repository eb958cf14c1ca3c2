import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { commitTags } from '../values/commit-tags.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import { componentOf } from './component.ts'
import { confidenceIn, flowIn, proseOf } from './details.ts'
import { endpointOf } from './endpoint.ts'
import { kindOf, secretOf } from './kind.ts'
import type { Known } from './lookup.ts'
import { locationOf, resourceOf } from './place.ts'
import type { Vulnerability } from './schema.ts'

export function observationOf(
  found: Vulnerability,
  element: Element,
  report: Known & { type: string | undefined },
): Observation {
  const { identifiers, location } = found
  const severity = found.severity ?? found.priority
  const advisories = advisoriesOf(found)
  const kind = kindOf(found, report.type)
  const isPackage = kind === 'dependency' || kind === 'container' || kind === 'malware'
  const rule = (isPackage ? advisories[0] : undefined) ?? ruleOf(found)
  const title = titleOf(found.name, found.message, identifiers[0]?.name)
  const told = new Set([rule, title, ...advisories])
  return observe({
    kind,
    rule,
    title,
    description: descriptionOf(found),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOf(found.confidence ?? confidenceIn(found.details)),
    cvss: ratingsOf(found),
    cwes: cwesOf(identifiers.filter(isCwe).flatMap(({ value, name }) => [value, name])),
    advisories,
    location: locationOf(found),
    flow: flowIn(found.details),
    component: componentOf(found, report),
    endpoint: endpointOf(found),
    resource: resourceOf(location),
    secret: secretOf(found),
    references: [
      ...new Set(
        [
          ...identifiers.map(({ url }) => url),
          ...found.links.map(({ url }) => url),
          ...found.assets.map(({ url }) => url),
          found.url,
          found.evidence?.source?.url,
        ].filter((url) => url !== undefined),
      ),
    ],
    remediation: remediationOf(found, report),
    fingerprints: fingerprintsOf(found),
    seenAt: isoTime(found.discovered_at),
    tags: tagsOf(found).filter((tag) => !told.has(tag)),
    // Before there was `scan`, a report might mix what several tools found.
    tool: report.type === undefined ? found.scanner?.name : undefined,
    raw: element.text,
  })
}

type Identifier = Vulnerability['identifiers'][number]

const isCwe = ({ type }: Identifier): boolean => /^cwe$/i.test(type ?? '')

/** Lists of weaknesses rather than ids of checks. */
const isList = (identifier: Identifier): boolean =>
  isCwe(identifier) || /^(?:owasp|wasc)/i.test(identifier.type ?? '')

/** Checkmarx One numbers each result there; its check is the name. */
const isOfResult = ({ type }: Identifier): boolean => type === 'cxOneScan'

const advisoriesOf = ({ identifiers }: Vulnerability): string[] =>
  advisoryIdsIn(
    identifiers.filter((identifier) => !isList(identifier)).map(({ value, name }) => [value, name]),
  )

/**
 * The first identifier is the primary one. One that is only a number says nothing without its type, and some analyzers give a message
 * for its value and the id for its name.
 */
function ruleOf({ identifiers, name, message }: Vulnerability): string {
  const own =
    identifiers.find((identifier) => !isList(identifier) && !isOfResult(identifier)) ?? identifiers[0]
  if (own !== undefined && isOfResult(own)) return titleOf(name, message)
  const id = [own?.value, own?.name].find((text) => text !== undefined && !/\s/.test(text)) ?? own?.name
  if (own === undefined || id === undefined) return titleOf(name, message)
  if (/[a-z]/i.test(id)) return id
  return isCwe(own) ? `CWE-${id}` : own.type ? `${own.type}-${id}` : id
}

function descriptionOf({
  description,
  message,
  name,
  location,
  details,
  evidence,
}: Vulnerability): string | undefined {
  const crash =
    location?.stacktrace_snippet &&
    [location.crash_type, location.crash_address, location.stacktrace_snippet].filter(Boolean).join('\n')
  const parts = [description ?? (name ? message : undefined), crash, proseOf(details), evidence?.source?.name]
  return parts.filter(Boolean).join('\n\n') || undefined
}

function confidenceOf(word: string | undefined): Observation['confidence'] {
  return word?.toLowerCase() === 'confirmed' ? 'high' : confidenceOfWord(word)
}

const ratingsOf = ({ cvss_vectors }: Vulnerability): CvssRating[] =>
  cvss_vectors.flatMap(
    ({ vector, vendor }) => cvssRating({ vector, ...(vendor !== 'unknown' && { source: vendor }) }) ?? [],
  )

function remediationOf({ id, cve, solution }: Vulnerability, { remediations }: Known): string | undefined {
  const fix = remediations.get(id ?? '') ?? remediations.get(cve ?? '')
  const said = /^No solution provided$/i.test(solution ?? '') ? undefined : solution
  return [said, fix].filter(Boolean).join('\n\n') || undefined
}

/**
 * Ids may be made anew for each report; signatures follow the code, save for the one that is made of its lines. `NA` stands where a
 * tool has none.
 */
function fingerprintsOf({ tracking, location }: Vulnerability): Record<string, string> | undefined {
  const signatures = (tracking?.items ?? [])
    .flatMap((item) => item.signatures)
    .filter(({ algorithm, value }) => algorithm && value && value !== 'NA' && algorithm !== 'location')
    .map(({ algorithm, value }) => [algorithm, value] as [string, string])
  if (location?.crash_state) signatures.push(['crash_state', location.crash_state])
  return signatures.length > 0 ? Object.fromEntries(signatures) : undefined
}

function tagsOf({ identifiers, flags, location }: Vulnerability): string[] {
  const { sha, author, date } = location?.commit ?? {}
  // What was found outside of any commit comes with zeros.
  const commit = sha && !/^0+$/.test(sha) ? commitTags({ commit: sha, author, date }) : []
  return [
    ...new Set([
      ...identifiers.filter((identifier) => !isCwe(identifier)).flatMap(({ name }) => name ?? []),
      ...flags.map(({ type }) => type?.replace(/^flagged-as-/, '') ?? 'flagged'),
      ...(location?.kubernetes_resource?.container_name
        ? [`container:${location.kubernetes_resource.container_name}`]
        : []),
      ...(location?.operating_system ? [location.operating_system] : []),
      ...commit,
    ]),
  ]
}
