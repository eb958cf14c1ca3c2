import { z } from 'zod'
import type { AffectedComponent, CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { aliasesOf } from '../values/aliases.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { flag, label, listOf, needed, number, part, probability, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { isoTime } from '../values/time.ts'

const aliasSchema = z.object({
  cveId: text,
  ghsaId: text,
  osvId: text,
  snykId: text,
  gsdId: text,
  sonatypeId: text,
  vulnDbId: text,
  allBySource: part(z.record(z.string(), texts)),
})

export const findingSchema = z.object({
  component: z.object({
    name: needed,
    group: text,
    version: label,
    purl: text,
    scope: text,
    latestVersion: label,
  }),
  vulnerability: z.object({
    vulnId: needed,
    source: text,
    title: text,
    subtitle: text,
    description: text,
    recommendation: text,
    severity: text,
    cweId: label,
    cwes: listOf(z.object({ cweId: label })),
    aliases: listOf(aliasSchema),
    references: text,
    epssScore: probability,
    cvssV2Vector: text,
    cvssV2BaseScore: number,
    cvssV3Vector: text,
    cvssV3BaseScore: number,
    cvssV4Vector: text,
    cvssV4Score: number,
  }),
  analysis: part(z.object({ state: text, isSuppressed: flag, justification: text, details: text })),
  attribution: part(z.object({ analyzerIdentity: text, attributedOn: label, referenceUrl: text })),
})

type Finding = z.output<typeof findingSchema>
type Vulnerability = Finding['vulnerability']

export function observationOf(finding: Finding, raw: string): Observation {
  const { vulnerability: from, attribution } = finding
  const component = componentOf(finding)
  const { aliases, related } = aliasesOf(idOf(from), from.aliases.map(idsOf))
  const { latestVersion } = finding.component
  return observe({
    kind: packageKind(from.vulnId, component.purl),
    rule: from.vulnId,
    title: from.title ?? firstSentence(from.description) ?? `${from.vulnId} in ${component.name}`,
    description: [from.subtitle, from.description].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(from.severity),
    toolSeverity: from.severity,
    cvss: ratingsOf(from),
    cwes: cwesOf(
      from.cweId,
      from.cwes.map(({ cweId }) => cweId),
    ),
    advisories: aliases,
    component,
    // References are Markdown links.
    references: linksOf(from.references?.match(/https?:\/\/[^\s)\]>"']+/g) ?? [], attribution?.referenceUrl),
    remediation: from.recommendation,
    epss: from.epssScore,
    verdict: verdictOf(finding),
    seenAt: isoTime(attribution?.attributedOn),
    tags: [
      ...related,
      ...(from.source ? [from.source] : []),
      ...(attribution?.analyzerIdentity ? [attribution.analyzerIdentity] : []),
      ...(latestVersion ? [`latest:${latestVersion}`] : []),
    ],
    raw,
  })
}

/** Some sources count their advisories with bare numbers. */
const idOf = ({ vulnId, source }: Vulnerability): string =>
  /^\d+$/.test(vulnId) && source ? `${source}-${vulnId}` : vulnId

const idsOf = ({ allBySource, vulnDbId, ...ids }: z.output<typeof aliasSchema>): unknown[] => [
  ...Object.values(ids),
  ...(vulnDbId ? [/^\d+$/.test(vulnDbId) ? `VULNDB-${vulnDbId}` : vulnDbId] : []),
  ...Object.values(allBySource ?? {}).flat(),
]

/** CycloneDX's words. */
const SCOPES: Record<string, AffectedComponent['scope']> = byWord({
  REQUIRED: 'runtime',
  OPTIONAL: 'optional',
  EXCLUDED: 'development',
})

function componentOf({ component: { name, group, version, purl, scope } }: Finding): AffectedComponent {
  const full = packageOfPurl(purl)?.name ?? [group, name].filter(Boolean).join('/')
  const word = scope?.toUpperCase() ?? ''
  return {
    name: full,
    version,
    purl: keptPurl(purl),
    scope: Object.hasOwn(SCOPES, word) ? SCOPES[word] : undefined,
  }
}

const ratingsOf = (from: Vulnerability): CvssRating[] =>
  [
    cvssRating({ vector: from.cvssV4Vector, score: from.cvssV4Score, version: '4.0', source: from.source }),
    cvssRating({
      vector: from.cvssV3Vector,
      score: from.cvssV3BaseScore,
      version: '3.1',
      source: from.source,
    }),
    cvssRating({
      vector: from.cvssV2Vector,
      score: from.cvssV2BaseScore,
      version: '2.0',
      source: from.source,
    }),
  ].filter((rating) => rating !== undefined)

/** https://docs.dependencytrack.org/analysis-types/ — `NOT_SET` and `IN_TRIAGE` are no decision. */
const STATES: Record<string, ProducerVerdict['state']> = byWord({
  EXPLOITABLE: 'open',
  RESOLVED: 'fixed',
  FALSE_POSITIVE: 'false_positive',
  NOT_AFFECTED: 'false_positive',
})

function verdictOf({ analysis }: Finding): ProducerVerdict | undefined {
  const word = analysis?.state ?? ''
  const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined
  const reason = [word !== 'NOT_SET' && word, analysis?.justification, analysis?.details]
    .filter(Boolean)
    .join('; ')
  const decided = analysis?.isSuppressed && (state === undefined || state === 'open') ? 'accepted' : state
  return decided && { state: decided, ...(reason && { reason }), source: 'dependency-track-analysis' }
}
