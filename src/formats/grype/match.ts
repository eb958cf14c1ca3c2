import type { CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { titleOf } from '../values/title.ts'
import type { Match, Metadata } from './schema.ts'

export function observationOf(match: Match, raw: string, verdict?: ProducerVerdict): Observation {
  const { vulnerability, relatedVulnerabilities, artifact } = match
  const records: Metadata[] = [vulnerability, ...relatedVulnerabilities]
  const { id, severity, fix } = vulnerability
  const purl = keptPurl(artifact.purl, artifact.name)
  const name = packageOfPurl(purl)?.name ?? artifact.name
  const { aliases, related: otherIds } = aliasesOf(
    id,
    relatedVulnerabilities.map((record) => record.id),
  )
  const description = records.find((record) => record.description)?.description
  const [path, ...otherPaths] = artifact.locations.map((location) => relativePath(location.path))
  return observe({
    kind: packageKind(id, artifact.purl ?? artifact.type),
    rule: id,
    title: titleOf(description, `${id} in ${name}`),
    description,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cvss: ratingsOf(records),
    cwes: cwesOf(records.flatMap(({ cwes }) => cwes.map(({ cwe }) => cwe))),
    advisories: aliases,
    component: {
      name,
      version: artifact.version,
      purl,
      path,
      fixVersions: fix?.versions,
    },
    related: otherPaths.map((other) => ({ path: other })),
    references: referencesOf(vulnerability, records),
    epss: highest(records.flatMap(({ epss }) => epss.map((entry) => entry.epss))),
    knownExploited: records.some(({ knownExploited }) => knownExploited.length > 0) || undefined,
    verdict,
    tags: tagsOf(match, otherIds),
    raw,
  })
}

function tagsOf({ vulnerability, matchDetails }: Match, related: string[]): string[] {
  const { fix, advisories } = vulnerability
  return [
    ...advisoryIds(
      related,
      advisories.map((advisory) => advisory.id),
    ),
    ...(fix?.state ? [`fix-state:${fix.state}`] : []),
    ...new Set(matchDetails.flatMap(({ type }) => (type ? [`match:${type}`] : []))),
  ]
}

function ratingsOf(records: Metadata[]): CvssRating[] {
  const ratings = new Map<string, CvssRating>()
  for (const { cvss, namespace } of records)
    for (const { vector, metrics, version, source } of cvss) {
      const rating = cvssRating({
        vector,
        score: metrics?.baseScore,
        version,
        source: source ?? namespace?.split(':')[0],
      })
      if (rating) ratings.set(JSON.stringify(rating), rating)
    }
  return [...ratings.values()]
}

const referencesOf = ({ advisories }: Match['vulnerability'], records: Metadata[]): string[] => [
  ...new Set(
    [
      ...records.flatMap(({ dataSource, urls }) => [dataSource, ...urls]),
      ...advisories.map(({ link }) => link),
    ].filter((url) => url !== undefined),
  ),
]

const highest = (scores: (number | undefined)[]): number | undefined => {
  const known = scores.filter((score) => score !== undefined && score >= 0 && score <= 1)
  return known.length > 0 ? Math.max(...(known as number[])) : undefined
}
