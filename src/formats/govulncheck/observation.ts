import type { CodeLocation, CvssRating, Observation } from '../../model/observation.ts'
import type { Reachability } from '../../model/reachability.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import { purlOfModule } from './components.ts'
import { type Group, isCalled } from './report.ts'
import type { Advisory, Frame } from './schema.ts'

export function observationOf(
  group: Group,
  advisory: Advisory | undefined,
  level: string | undefined,
): Observation {
  const { osv, module, version, traces } = group
  const [trace = []] = traces
  const called = isCalled(trace)
  const cvss = ratingsOf(advisory)
  const { aliases, related } = aliasesOf(osv, advisory?.aliases ?? [])
  // Only a scan for symbols has looked for calls.
  const uncalled = !called && level === 'symbol'
  return observe({
    kind: 'dependency',
    rule: osv,
    title: titleOf(advisory?.summary, advisory?.details, `${osv} in ${module || 'a module'}`),
    description: advisory?.details ?? advisory?.summary,
    ...severityOf(advisory, cvss),
    confidence: called ? 'high' : uncalled ? 'low' : undefined,
    cvss,
    cwes: cwesOf(advisory?.database_specific?.cwe_ids),
    advisories: aliases,
    location: placesOf(trace)[0],
    related: traces.slice(1).flatMap((other) => placesOf(other)[0] ?? []),
    flow: placesOf(trace).length > 1 ? placesOf(trace) : [],
    component:
      module === ''
        ? undefined
        : {
            name: module,
            version,
            purl: purlOfModule(module, version),
            fixVersions: fixesOf(group, advisory),
            ...wayTo(trace),
          },
    references: [
      ...new Set(
        [advisory?.database_specific?.url, ...(advisory?.references ?? []).map(({ url }) => url)].filter(
          (url) => url !== undefined,
        ),
      ),
    ],
    reachability: reachOf(trace, level),
    tags: [
      ...(called ? ['called'] : uncalled ? ['not-called'] : []),
      ...new Set(traces.filter(isCalled).map(([symbol]) => nameOf(symbol as Frame))),
      ...related,
      ...(advisory?.related ?? []),
    ],
    raw: group.raw,
  })
}

/** How far the scan followed it: only one for symbols has looked for calls and can say that there are none. */
function reachOf(trace: Frame[], level: string | undefined): Reachability {
  const [first] = trace
  if (isCalled(trace))
    return { level: 'called', evidence: trace.toReversed().map(nameOf).join(' → ').slice(0, MOST_EVIDENCE) }
  const followed = level === 'symbol' ? { atMost: true as const } : {}
  return first?.package
    ? { level: 'imported', ...followed, evidence: `imports ${first.package}` }
    : { level: 'present', ...(level === 'module' ? {} : followed), evidence: 'required' }
}

const MOST_EVIDENCE = 1_000

function ratingsOf(advisory: Advisory | undefined): CvssRating[] {
  const given = advisory?.severity
  return Array.isArray(given) ? given.flatMap(({ score }) => cvssRating({ vector: score }) ?? []) : []
}

/** Go's own database rates nothing. */
function severityOf(
  advisory: Advisory | undefined,
  cvss: CvssRating[],
): { severity: Severity; toolSeverity?: string } {
  const word =
    typeof advisory?.severity === 'string' ? advisory.severity : advisory?.database_specific?.severity
  const score = leadingScore(cvss)
  return {
    severity: score === undefined ? severityOfWord(word) : severityOfScore(score),
    ...(word && { toolSeverity: word }),
  }
}

/** The version that fixes the one in use, or those that the advisory names. */
function fixesOf({ fixed, module }: Group, advisory: Advisory | undefined): string[] {
  if (fixed) return [fixed]
  const own = advisory?.affected.filter((entry) => entry.package?.name === module) ?? []
  return own.flatMap(({ ranges }) =>
    ranges.flatMap(({ events }) => events.flatMap(({ fixed: version }) => version ?? [])),
  )
}

/** From the entry point to the vulnerable symbol. */
function placesOf(trace: Frame[]): CodeLocation[] {
  return trace.toReversed().flatMap((frame) => {
    const path = relativePath(frame.position?.filename ?? '')
    if (path === '') return []
    return [{ path, line: frame.position?.line, column: frame.position?.column, symbol: nameOf(frame) }]
  })
}

const nameOf = ({ package: path, receiver, function: name }: Frame): string =>
  [path, receiver?.replace(/^\*/, ''), name].filter(Boolean).join('.') || 'unknown'

/** The modules on the way from the entry point. */
function wayTo(trace: Frame[]): { chain?: string[]; direct?: boolean } {
  const steps = trace
    .toReversed()
    .flatMap(({ module, version }) => (module ? [version ? `${module}@${version}` : module] : []))
  const chain = steps.filter((step, index) => step !== steps[index - 1])
  return chain.length > 1 ? { chain, direct: chain.length === 2 } : {}
}
