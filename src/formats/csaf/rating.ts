import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfScore, severityOfWord } from '../../model/severity.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import type { Advisory } from './items.ts'
import type { Vulnerability } from './vulnerability.ts'

type Rating = Pick<Observation, 'severity' | 'toolSeverity' | 'cvss' | 'epss' | 'knownExploited'>

/** The publisher's own word where there is one (2.1, or a threat of category `impact` as Red Hat writes it), else that of the CVSS. */
export function ratingOf(vulnerability: Vulnerability, { publisher }: Advisory): Rating {
  const { scores, metrics, threats } = vulnerability
  const contents = metrics.map(({ content, source }) => ({ ...content, source: source ?? publisher }))
  const given = [...scores.map((score) => ({ ...score, source: publisher })), ...contents].flatMap((score) =>
    [score.cvss_v4, score.cvss_v3, score.cvss_v2].flatMap((cvss) =>
      cvss ? { cvss, source: score.source } : [],
    ),
  )
  const cvss = given.flatMap(
    ({ cvss, source }): CvssRating | [] =>
      cvssRating({ vector: cvss.vectorString, score: cvss.baseScore, version: cvss.version, source }) ?? [],
  )
  const impacts = threats.filter(({ category }) => category === 'impact').map(({ details }) => details)
  const words = [
    ...contents.map((content) => content.qualitative_severity_rating),
    ...impacts,
    ...given.map(({ cvss }) => cvss.baseSeverity),
  ]
  const word = words.find((item) => severityOfWord(item) !== 'unknown')
  const score = leadingScore(cvss)
  const probability = contents.find(({ epss }) => epss?.probability !== undefined)?.epss?.probability
  return {
    severity: word ? severityOfWord(word) : score === undefined ? 'unknown' : severityOfScore(score),
    ...(word ? { toolSeverity: word } : score !== undefined && { toolSeverity: String(score) }),
    cvss,
    ...(probability !== undefined && probability >= 0 && probability <= 1 && { epss: probability }),
    ...(isExploited(vulnerability) && { knownExploited: true }),
  }
}

/** Exploit status is free text: CISA's catalogue as Red Hat links it, or Microsoft's `Exploited:Yes`. */
const isExploited = ({ threats, first_known_exploitation_dates }: Vulnerability): boolean =>
  first_known_exploitation_dates.length > 0 ||
  threats.some(
    ({ category, details }) =>
      category === 'exploit_status' &&
      /known-exploited-vulnerabilities|\bexploited: ?yes\b/i.test(details ?? ''),
  )
