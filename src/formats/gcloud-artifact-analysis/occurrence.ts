import { z } from 'zod'
import type { AffectedComponent, CvssRating, Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { severityOfWord } from '../../model/severity.ts'
import { vectorOf } from '../dependency-check/vector.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { flag, label, listOf, needed, part, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isoTime } from '../values/time.ts'

const versionSchema = part(z.object({ fullName: text, name: text, revision: text, kind: text }))
const metricsSchema = part(z.record(z.string(), label))

const issueSchema = z.object({
  affectedCpeUri: text,
  affectedPackage: needed,
  affectedVersion: versionSchema,
  fixedVersion: versionSchema,
  effectiveSeverity: text,
  packageType: text,
  fileLocation: listOf(z.object({ filePath: text })),
})

/** https://cloud.google.com/artifact-analysis/docs/reference/rest/v1/projects.occurrences */
export const occurrenceSchema = z.object({
  name: text,
  noteName: needed,
  createTime: text,
  vulnerability: z.object({
    shortDescription: text,
    longDescription: text,
    severity: text,
    effectiveSeverity: text,
    cvssScore: label,
    cvssv3: metricsSchema,
    cvssV2: metricsSchema,
    packageIssue: listOf(issueSchema).refine((issues) => issues.length > 0),
    relatedUrls: listOf(z.object({ url: text })),
    fixAvailable: flag,
    vexAssessment: part(z.object({ state: text, justifications: listOf(z.unknown()) })),
  }),
})

type Occurrence = z.output<typeof occurrenceSchema>
type Issue = z.output<typeof issueSchema>

/** An observation for each package that has the flaw. */
export function* observationsOf(occurrence: Occurrence, element: Element): Generator<Observation> {
  const { packageIssue: issues } = occurrence.vulnerability
  const given = (element.value as { vulnerability: object }).vulnerability
  for (const [index, issue] of issues.entries()) {
    const raw =
      issues.length === 1
        ? element.text
        : JSON.stringify({
            ...(element.value as object),
            vulnerability: {
              ...given,
              packageIssue: [(given as { packageIssue: unknown[] }).packageIssue[index]],
            },
          })
    yield observationOf(occurrence, issue, raw)
  }
}

const severityOf = (word: string | undefined): Severity =>
  word === 'MINIMAL' ? 'info' : severityOfWord(word)

function observationOf(
  { noteName, createTime, vulnerability: from }: Occurrence,
  issue: Issue,
  raw: string,
): Observation {
  const id = noteName.slice(noteName.lastIndexOf('/') + 1) || noteName
  const component = componentOf(issue)
  const isSystem = issue.packageType === 'OS' || (!issue.packageType && isSystemCpe(issue.affectedCpeUri))
  // What the distribution says of its package stands before what is said of the flaw.
  const severity = issue.effectiveSeverity ?? from.effectiveSeverity ?? from.severity
  const [, ...otherPaths] = issue.fileLocation.flatMap(({ filePath }) => placeOf(filePath))
  return observe({
    kind: isSystem ? 'container' : packageKind(id, component.purl),
    rule: id,
    title: firstSentence(from.longDescription) ?? `${from.shortDescription ?? id} in ${component.name}`,
    description: from.longDescription,
    severity: severityOf(severity),
    toolSeverity: severity,
    cvss: ratingsOf(from),
    advisories: advisoryIds(id),
    component,
    related: otherPaths,
    references: linksOf(from.relatedUrls.map(({ url }) => url)),
    verdict: verdictOf(from),
    seenAt: isoTime(createTime),
    tags: issue.affectedCpeUri ? [issue.affectedCpeUri] : [],
    raw,
  })
}

function placeOf(filePath: string | undefined): { path: string }[] {
  const path = filePath && relativePath(filePath)
  return path ? [{ path }] : []
}

const SYSTEMS: [RegExp, string][] = [
  [/:(debian|ubuntu|canonical)/, 'deb'],
  [/:(alpine|wolfi|chainguard)/, 'apk'],
  [/:(redhat|centos|rocky|alma|suse|opensuse|amazon|oracle|fedora)/, 'rpm'],
]

const isSystemCpe = (cpe: string | undefined): boolean => cpe?.startsWith('cpe:/o:') ?? false

/** `MAXIMUM` stands for a fix that does not exist. */
function componentOf(issue: Issue): AffectedComponent {
  const { affectedPackage: name, affectedCpeUri: cpe = '', packageType } = issue
  const version = issue.affectedVersion?.fullName ?? issue.affectedVersion?.name
  const [pattern, system] = SYSTEMS.find(([vendor]) => vendor.test(cpe)) ?? []
  const isSystem = !packageType || packageType === 'OS'
  const type = isSystem ? system : purlTypeOf(packageType)
  const namespace = isSystem ? { namespace: pattern?.exec(cpe)?.[1] ?? '' } : {}
  // Go's own library, whose package URL is that of a module by custom.
  const isGo = packageType === 'GO_STDLIB'
  const fix = issue.fixedVersion?.kind === 'MAXIMUM' ? undefined : issue.fixedVersion?.fullName
  return {
    name,
    version,
    purl: isGo
      ? purlOf({ type: 'golang', name: 'stdlib', version: version ?? '' })
      : type && purlOf({ type, name, version: version ?? '', ...namespace }),
    path: issue.fileLocation.flatMap(({ filePath }) => placeOf(filePath))[0]?.path,
    fixVersions: fix ? [fix] : [],
  }
}

function ratingsOf({ cvssv3, cvssV2, cvssScore }: Occurrence['vulnerability']): CvssRating[] {
  const given = [
    // 3.0 and 3.1 are one to the API.
    { vector: vectorOf('3', bareWords(cvssv3))?.replace('CVSS:3.0/', ''), score: cvssv3?.baseScore },
    { vector: vectorOf('2.0', bareWords(cvssV2)), score: cvssV2?.baseScore, version: '2.0' },
  ]
  const ratings = given.map(cvssRating).filter((rating) => rating !== undefined)
  return ratings.length > 0
    ? ratings
    : [cvssRating({ score: cvssScore })].filter((rating) => rating !== undefined)
}

/** `ATTACK_VECTOR_NETWORK` as `NETWORK`. */
const bareWords = (metrics: z.output<typeof metricsSchema>) =>
  metrics &&
  Object.fromEntries(
    Object.entries(metrics).map(([name, word]) => [
      name,
      word?.replace(
        /^(?:ATTACK_VECTOR|ATTACK_COMPLEXITY|PRIVILEGES_REQUIRED|USER_INTERACTION|SCOPE|IMPACT|AUTHENTICATION)_/,
        '',
      ),
    ]),
  )

function verdictOf({ vexAssessment }: Occurrence['vulnerability']): Observation['verdict'] {
  const word = vexAssessment?.state
  if (word === 'NOT_AFFECTED')
    return { state: 'false_positive', reason: word, source: 'artifact-analysis-vex' }
  if (word === 'FIXED') return { state: 'fixed', reason: word, source: 'artifact-analysis-vex' }
  return word === 'AFFECTED' ? { state: 'open', reason: word, source: 'artifact-analysis-vex' } : undefined
}
