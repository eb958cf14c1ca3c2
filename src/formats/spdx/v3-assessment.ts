import type { CvssRating, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import type { Relationship3 } from './v3-schema.ts'

/** What a document says of one vulnerability in one package: https://spdx.github.io/spdx-spec/v3.0.1/model/Security/Security/ */
export interface Assessment {
  /** The element's type, which tells what is assessed. */
  type: string
  said: Relationship3
}

/** Relationships that tie a vulnerability to a package, with what they say of it. */
const VERDICTS: Record<string, ProducerVerdict['state'] | undefined> = byWord({
  hasAssociatedVulnerability: undefined,
  hasAssessmentFor: undefined,
  affects: 'open',
  underInvestigationFor: 'open',
  fixedIn: 'fixed',
  doesNotAffect: 'false_positive',
})

export const isAssessment = ({ relationshipType }: Relationship3): boolean =>
  Object.hasOwn(VERDICTS, relationshipType)

export const isExploited = ({ security_exploited: exploited }: Relationship3): boolean =>
  exploited === true || exploited === 'true'

export const ratingsOf = (assessments: Assessment[], names: Map<string, string>): CvssRating[] =>
  assessments.flatMap(({ type, said }) => {
    const version = /CvssV([234])/.exec(type)?.[1]
    if (!version) return []
    const { security_vectorString: vector, security_score: score, suppliedBy: by = '' } = said
    return cvssRating({ vector, score, version: `${version}.0`, source: names.get(by) ?? by }) ?? []
  })

export function severityOf(
  assessments: Assessment[],
  cvss: CvssRating[],
): { severity: Severity; toolSeverity?: string } {
  const word = assessments.map(({ said }) => said.security_severity).find(Boolean)
  if (word && severityOfWord(word) !== 'unknown')
    return { severity: severityOfWord(word), toolSeverity: word }
  const score = leadingScore(cvss)
  return {
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    ...(word && { toolSeverity: word }),
  }
}

/** The last word of the document on this package. */
export function verdictOf(assessments: Assessment[]): ProducerVerdict | undefined {
  const last = assessments.findLast(({ said }) => VERDICTS[said.relationshipType])?.said
  const state = last && VERDICTS[last.relationshipType]
  if (!last || !state) return undefined
  const reason = [
    last.relationshipType,
    last.security_justificationType,
    last.security_impactStatement ?? last.security_statusNotes,
  ]
  return { state, reason: reason.filter(Boolean).join('; '), source: 'spdx-vex' }
}
