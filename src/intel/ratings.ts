import type { CvssRating } from '../model/observation.ts'
import { type Severity, severityOfRank, severityOfScore, worse } from '../model/severity.ts'

/** The worst word of those records that give one (ranks); where none does, by the highest base score. */
export function severityTold(
  records: readonly { severity: number | null }[],
  cvss: readonly CvssRating[],
): Severity {
  const words = records.flatMap(({ severity }) => (severity ? [severityOfRank(severity)] : []))
  if (words.length) return words.reduce(worse)
  const highest = Math.max(...cvss.map(({ score }) => score ?? -1))
  return highest < 0 ? 'unknown' : severityOfScore(highest)
}

/** Ratings without those that several sources give alike. */
export const distinctRatings = (ratings: readonly CvssRating[]): CvssRating[] => [
  ...new Map(ratings.map((rating) => [rating.vector ?? JSON.stringify(rating), rating])).values(),
]
