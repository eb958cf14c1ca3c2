import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { distinctRatings, severityTold } from '../ratings.ts'
import type { UsedPackage } from './asset-packages.ts'
import { type AdvisoryRecord, advisoryRecords, type Signals, signalsOf } from './known-advisories.ts'
import type { Match } from './match-used.ts'
import { usedComponent } from './used-component.ts'

/** The tool's name of what our own matching finds. */
export const MATCHER = 'Stance'

export interface Known {
  records: ReadonlyMap<string, AdvisoryRecord>
  signals: ReadonlyMap<string, Signals>
}

/** Ids of the vulnerabilities that some matches are about. */
export const canonicalOf = (matches: readonly Match[]): string[] => [
  ...new Set(matches.flatMap(({ record }) => record.canonical)),
]

export const recordsOf = (tx: Tx, matches: readonly Match[]): Promise<Known['records']> =>
  advisoryRecords(tx, [...new Set(matches.map(({ record }) => record.id))])

/** What observations of some matches are made of. */
export const knownOf = async (tx: Tx, matches: readonly Match[]): Promise<Known> => ({
  records: await recordsOf(tx, matches),
  signals: await signalsOf(tx, canonicalOf(matches)),
})

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
    ...describe(used, details),
    severity: malicious ? 'critical' : severityTold(told, cvss),
    confidence: used.cpe ? 'low' : 'high',
    ...(cvss.length && { cvss }),
    ...(cwes.length && { cwes }),
    advisories: [...aliases],
    component: { ...usedComponent(used), ...(fixVersions.length && { fixVersions }) },
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

/** What was found by a guess says so. */
function describe(
  { cpe }: UsedPackage,
  details: string | null | undefined,
): { description?: string; tags?: string[] } {
  if (!cpe) return details ? { description: details } : {}
  const how = `Matched by its CPE name alone (${cpe}), which may be that of another product: low confidence.`
  return { description: details ? `${how}\n\n${details}` : how, tags: ['matched-by-cpe'] }
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
