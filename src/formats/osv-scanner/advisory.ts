import type { CvssRating, Observation } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { reachabilityOf } from '../values/reachability.ts'
import { titleOf } from '../values/title.ts'
import type { Identity } from './component.ts'
import { entriesFor, fixesOf } from './fixes.ts'
import type { Advisory, ScannedPackage } from './schema.ts'

type Group = ScannedPackage['groups'][number]
type Entry = Advisory['affected'][number]

export function observationOf(
  advisory: Advisory,
  scanned: ScannedPackage,
  identity: Identity,
  raw: string,
): Observation {
  const { id, summary, details } = advisory
  const group = scanned.groups.find(({ ids }) => ids.includes(id))
  const { aliases, related } = aliasesOf(id, advisory.aliases, group?.ids, group?.aliases)
  const entries = entriesFor(advisory, scanned.package)
  const cvss = ratingsOf(advisory, entries)
  const analysis = (group?.experimental_analysis ?? group?.experimentalAnalysis)?.[id]
  return observe({
    kind: packageKind(id, identity.purl),
    rule: id,
    title: titleOf(summary, details, `${id} in ${identity.name}`),
    description: details ?? summary,
    ...severityOf(advisory, entries, cvss, group),
    // What call analysis found is evidence, not a decision: the finding stays.
    reachability:
      analysis?.called === undefined ? undefined : reachabilityOf(analysis.called ? 'called' : 'not-called'),
    confidence: analysis?.called === undefined ? undefined : analysis.called ? 'high' : 'low',
    cvss,
    cwes: cwesOf(
      advisory.database_specific?.cwe_ids,
      entries.flatMap((entry) => entry.database_specific?.cwes.map(({ cweId }) => cweId)),
    ),
    advisories: aliases,
    component: { ...identity, fixVersions: fixesOf(advisory, scanned.package) },
    references: [...new Set(advisory.references.map(({ url }) => url).filter((url) => url !== undefined))],
    tags: [
      ...related,
      ...(analysis?.called === undefined ? [] : [analysis.called ? 'called' : 'not-called']),
      ...(analysis?.unimportant ? ['unimportant'] : []),
    ],
    raw,
  })
}

function ratingsOf(advisory: Advisory, entries: Entry[]): CvssRating[] {
  const vectors = [
    ...[...advisory.severity, ...entries.flatMap(({ severity }) => severity)].map(({ score }) => score),
    ...entries.map((entry) => entry.database_specific?.cvss),
  ]
  const ratings = vectors.flatMap((vector) => cvssRating({ vector }) ?? [])
  return [...new Map(ratings.map((rating) => [rating.vector, rating])).values()]
}

/**
 * By CVSS, the newest version first, as OSV-Scanner ranks; else by the word of the advisory's database, else by the highest score
 * that OSV-Scanner gives the group of aliases.
 */
function severityOf(
  { database_specific: database, severity }: Advisory,
  entries: Entry[],
  cvss: CvssRating[],
  group?: Group,
): { severity: Severity; toolSeverity?: string } {
  const words = [
    database?.severity,
    ...severity.filter(({ type }) => !type?.startsWith('CVSS')).map(({ score }) => score),
    ...entries.flatMap((entry) => [
      entry.database_specific?.severity,
      entry.ecosystem_specific?.severity,
      entry.ecosystem_specific?.urgency,
    ]),
  ].filter((word) => word !== undefined)
  const word = words.find((each) => severityOfWord(each) !== 'unknown') ?? words[0]
  const highest = group?.max_severity ? Number(group.max_severity) : undefined
  const score = leadingScore(cvss) ?? (severityOfWord(word) === 'unknown' ? highest : undefined)
  const toolSeverity = word ?? group?.max_severity
  return {
    severity: score !== undefined && score >= 0 ? severityOfScore(score) : severityOfWord(word),
    ...(toolSeverity && { toolSeverity }),
  }
}
