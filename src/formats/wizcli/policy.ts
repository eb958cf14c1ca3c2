import { z } from 'zod'
import { listOf, part, text } from '../values/lenient.ts'

export const policyMatches = listOf(z.object({ policy: part(z.object({ name: text })) }))

/** The policies that a finding breaks, as tags. */
export const policiesOf = (matches: z.output<typeof policyMatches>): string[] => [
  ...new Set(matches.flatMap(({ policy }) => (policy?.name ? [`policy:${policy.name}`] : []))),
]
