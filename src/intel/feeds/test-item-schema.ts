import { z } from 'zod'
import { SEVERITIES } from '../../model/severity.ts'

const word = z
  .string()
  .regex(/^[^\0]+$/)
  .refine((text) => text.isWellFormed())
const cve = z.string().regex(/^CVE-\d{4}-\d{4,19}$/)
const dayOnly = z.iso.date()
const moment = z.iso.datetime()
const cvss = z.array(
  z.strictObject({
    vector: word.optional(),
    score: z.number().min(0).max(10).optional(),
    version: word.optional(),
    source: word.optional(),
  }),
)
const event = z.union([
  z.strictObject({ introduced: word }),
  z.strictObject({ fixed: word }),
  z.strictObject({ lastAffected: word }),
  z.strictObject({ limit: word }),
])

const advisory = z.strictObject({
  id: word,
  aliases: z.array(word),
  upstream: z.array(word),
  related: z.array(word),
  summary: word.optional(),
  details: word.optional(),
  published: moment.optional(),
  modified: moment,
  withdrawn: moment.optional(),
  withdrawnReason: word.optional(),
  severity: z.enum(SEVERITIES).optional(),
  cvss,
  cwes: z.array(z.int().positive()),
  references: z.array(z.strictObject({ type: word, url: z.string().regex(/^(?:https?|ftp):\/\//i) })),
  affected: z.array(
    z.strictObject({
      ecosystem: word,
      name: word,
      ranges: z.array(
        z.strictObject({ type: z.enum(['SEMVER', 'ECOSYSTEM', 'GIT']), events: z.array(event) }),
      ),
      versions: z.array(word),
    }),
  ),
  malicious: z.boolean(),
})

/** For tests: what an item of a feed is, field by field, whatever its file held. */
export const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('advisory'), advisory }),
  z.strictObject({
    type: z.literal('epss'),
    cve,
    score: z.number().min(0).max(1),
    percentile: z.number().min(0).max(1),
  }),
  z.strictObject({
    type: z.literal('known-exploited'),
    cve,
    added: dayOnly,
    due: dayOnly.optional(),
    ransomware: z.boolean(),
    name: word.optional(),
    action: word.optional(),
  }),
  z.strictObject({
    type: z.literal('exploit'),
    cve,
    maturity: z.enum(['poc', 'weaponised']),
    id: word,
    url: z.url().optional(),
    name: word.optional(),
  }),
  z.strictObject({
    type: z.literal('assessment'),
    cve,
    at: moment.optional(),
    exploitation: z.enum(['none', 'poc', 'active']).optional(),
    automatable: z.boolean().optional(),
    technicalImpact: z.enum(['partial', 'total']).optional(),
    cvss,
    cwes: z.array(z.int().positive()),
    rejected: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('cycle'),
    product: word,
    cycle: word,
    released: dayOnly.optional(),
    eol: z.union([dayOnly, z.boolean()]).optional(),
    latest: word.optional(),
    purls: z.array(z.string().startsWith('pkg:')),
  }),
  z.strictObject({
    type: z.literal('scorecard'),
    repository: word,
    score: z.number().min(0).max(10),
    at: dayOnly,
  }),
  z.strictObject({ type: z.literal('as-of'), day: dayOnly, version: word.optional() }),
  z.strictObject({ type: z.literal('problem'), where: word, message: word }),
])
