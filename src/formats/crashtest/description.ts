import { z } from 'zod'
import { anything, needed, text } from '../values/lenient.ts'

/** What is said once of all findings of one sort. */
export const descriptionSchema = z.object({
  slug: needed,
  title: text,
  description: text,
  how_to_fix: text,
  baseScore: anything,
  reference_owasp: text,
  reference_resolution: text,
})

export type Description = z.output<typeof descriptionSchema>
