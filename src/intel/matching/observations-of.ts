import type { Observation } from '../../model/observation.ts'
import { distinctRatings, severityTold } from '../ratings.ts'
import type { Match } from './find-matches.ts'
import type { AdvisoryRecord, Signals } from './known-advisories.ts'

/** The tool's name of what our own matching finds. */
export const MATCHER = 'Stance'

export interface Known {
  records: ReadonlyMap<string, AdvisoryRecord>
  signals: ReadonlyMap<string, Signals>
}

/** One observation for each package version and vulnerability, whichever and however many records tell of it. */
export function observationsOf(matches: readonly Match[], known: Known): Observation[] {
  const groups = new Map<string, Match[]>()
  for (const match of matches)
    for (const canonical of match.record.canonical) {
      const { component, qualifiers } = match.used
      const key = JSON.stringify([canonical, component, qualifiers])
      groups.set(key, [...(groups.get(key) ?? []), match])
    }
  return [...groups].map(([key, group]) => observationOf(JSON.parse(key)[0], group, known))
}

function observationOf(canonical: string, group: readonly Match[], { records, signals }: Known): Observation {
  const [{ used, as }] = group as [Match, ...Match[]]
  const told = [...new Set(group.map(({ record }) => record.id))]
    .map((id) => records.get(id) as AdvisoryRecord)
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  const signal = signals.get(canonical)
  const cvss = distinctRatings([...told.flatMap((record) => record.cvss), ...(signal?.cvss ?? [])])
  const malicious = told.some((record) => record.malicious)
  const summary = told.find((record) => record.summary)?.summary
  const details = told.find((record) => record.details)?.details
  const fixVersions = leastFixed(group)
  const aliases = new Set([
    canonical,
    ...told.map(({ id }) => id),
    ...told.flatMap((r) => r.aliases),
    ...(signal?.aliases ?? []),
  ])
  const cwes = [...new Set([...told.flatMap((record) => record.cwes), ...(signal?.cwes ?? [])])]
  return {
    type: 'observation',
    kind: malicious ? 'malware' : 'dependency',
    rule: canonical,
    title: summary || `${canonical} in ${used.name}`,
    ...(details && { description: details }),
    severity: malicious ? 'critical' : severityTold(told, cvss),
    confidence: 'high',
    ...(cvss.length && { cvss }),
    ...(cwes.length && { cwes }),
    advisories: [...aliases],
    component: {
      name: used.name,
      version: used.version,
      purl: used.purl,
      ...(used.path && { path: used.path }),
      ...(fixVersions.length && { fixVersions }),
      ...(used.direct !== null && { direct: used.direct }),
      ...(used.scope && { scope: used.scope as 'runtime' }),
    },
    references: [...new Set(told.flatMap((record) => record.references.map(({ url }) => url)))],
    ...(signal?.epss != null && { epss: signal.epss }),
    ...(signal?.knownExploited && { knownExploited: true }),
    ...(fixVersions.length > 0 && { remediation: `Raise ${used.name} to ${fixVersions[0]} or later.` }),
    raw: JSON.stringify(
      {
        vulnerability: canonical,
        package: as,
        records: group.map(({ record, reason, range }) => ({
          id: record.id,
          feed: record.feed,
          modified: record.modified,
          reason,
          ...(range && { range }),
        })),
      },
      null,
      1,
    ),
  }
}

// A reviewed record's words come before a database's copy of the CVE text.
const RANKS = [/^MAL-/, /^GHSA-/, /^(PYSEC|RUSTSEC|GO|RSEC)-/, /^CVE-/]
const rank = ({ id }: AdvisoryRecord): number => {
  const at = RANKS.findIndex((pattern) => pattern.test(id))
  return at < 0 ? RANKS.length : at
}

/** Where records disagree, the one that asks for the most says how far to go. */
function leastFixed(group: readonly Match[]): string[] {
  const told = group.map(({ fixed }) => fixed).filter((fixed) => fixed.length > 0)
  return told.toSorted((a, b) => b.length - a.length)[0] ?? []
}
