import { z } from 'zod'
import type { CvssRating } from '../../model/observation.ts'
import { cvssRating } from '../values/cvss.ts'
import { number, part, text } from '../values/lenient.ts'

export const ratingSchema = part(z.object({ score: number, vectorString: text }))

/** An advisory that nobody rated carries score 0 without a vector. */
export function ratingOf(cvss: z.output<typeof ratingSchema>): CvssRating[] {
  if (!cvss || (!cvss.vectorString && !cvss.score)) return []
  const rating = cvssRating({ vector: cvss.vectorString, score: cvss.score })
  return rating ? [rating] : []
}
