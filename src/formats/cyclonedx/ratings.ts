import type { CvssRating } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord, worse } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating } from '../values/cvss.ts'
import type { Rating, Vulnerability } from './schema.ts'

/** Rating methods that are CVSS, with its version. */
const CVSS: Record<string, string> = byWord({ CVSSv2: '2.0', CVSSv3: '3.0', CVSSv31: '3.1', CVSSv4: '4.0' })

const versionOf = ({ method }: Rating): string | undefined =>
  method && Object.hasOwn(CVSS, method) ? CVSS[method] : undefined

export const cvssOf = (ratings: Rating[]): CvssRating[] =>
  ratings.flatMap((rating) => cvssRatingOf(rating) ?? [])

function cvssRatingOf(rating: Rating): CvssRating | undefined {
  const version = versionOf(rating)
  if (!version) return undefined
  const { vector, score, source } = rating
  // Many tools leave the prefix out that tells the versions 3.0, 3.1 and 4.0 apart; the method says which it is.
  const bare = vector !== undefined && version !== '2.0' && /^AV:/.test(vector)
  return cvssRating({
    vector: bare ? `CVSS:${version}/${vector}` : vector,
    score,
    version,
    source: source?.name,
  })
}

/**
 * The severity by the ratings of the vulnerability's own source, or else by all of them: the worst one, a word before a CVSS
 * score. `toolSeverity` is that rating's own word or score.
 */
export function severityOf({ ratings, source }: Vulnerability): {
  severity: Severity
  toolSeverity?: string
} {
  const own = ratings.filter((rating) => source?.name && rating.source?.name === source.name)
  for (const group of [own, ratings]) {
    const rated = group.map(rate).filter(({ severity }) => severity !== 'unknown')
    const worst = rated.map(({ severity }) => severity).reduce(worse, 'unknown')
    const first = rated.find(({ severity }) => severity === worst)
    if (first) return first
  }
  const word = ratings.find((rating) => rating.severity)?.severity
  return { severity: 'unknown', ...(word && { toolSeverity: word }) }
}

function rate(rating: Rating): { severity: Severity; toolSeverity?: string } {
  const severity = severityOfWord(rating.severity)
  if (severity !== 'unknown' && rating.severity) return { severity, toolSeverity: rating.severity }
  const score = cvssRatingOf(rating)?.score
  return score === undefined
    ? { severity: 'unknown' }
    : { severity: severityOfScore(score), toolSeverity: String(score) }
}
