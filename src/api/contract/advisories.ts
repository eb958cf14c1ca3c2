import { z } from 'zod'
import { severity, time } from './common.ts'

const rating = z.object({
  vector: z.string().optional(),
  score: z.number().optional(),
  version: z.string().optional(),
  source: z.string().optional(),
})

/** What is known of one vulnerability, from all feeds. */
export const advisory = z.object({
  /** The id that stands for it: its CVE id where there is one. */
  id: z.string(),
  /** Every other id by which it goes. */
  aliases: z.array(z.string()),
  summary: z.string(),
  /** Markdown. */
  details: z.string().nullable(),
  malicious: z.boolean(),
  severity,
  cvss: z.array(rating),
  cwes: z.array(z.number().int()),
  published: time.nullable(),
  modified: time.nullable(),
  /** When all records of it were taken back, and why. */
  withdrawn: time.nullable(),
  withdrawnReason: z.string().nullable(),
  references: z.array(z.object({ type: z.string(), url: z.string() })),
  epss: z
    .object({
      score: z.number(),
      percentile: z.number(),
      /** Scores, each from its day on, oldest first; the last is the one of now. */
      timeline: z.array(z.object({ since: z.string(), score: z.number() })),
    })
    .nullable(),
  knownExploited: z
    .object({
      added: z.string(),
      due: z.string().nullable(),
      ransomware: z.boolean(),
      name: z.string().nullable(),
      action: z.string().nullable(),
    })
    .nullable(),
  exploits: z.array(
    z.object({
      feed: z.string(),
      id: z.string(),
      maturity: z.enum(['poc', 'weaponised']),
      url: z.string().nullable(),
      name: z.string().nullable(),
    }),
  ),
  /** CISA's SSVC decision points. */
  ssvc: z
    .object({
      at: time.nullable(),
      exploitation: z.enum(['none', 'poc', 'active']).nullable(),
      automatable: z.boolean().nullable(),
      technicalImpact: z.enum(['partial', 'total']).nullable(),
    })
    .nullable(),
  /** The records it is made of. */
  records: z.array(
    z.object({
      feed: z.string(),
      id: z.string(),
      summary: z.string(),
      published: time.nullable(),
      modified: time,
      withdrawn: time.nullable(),
      packages: z.array(
        z.object({
          ecosystem: z.string(),
          name: z.string(),
          /** Affected versions for people, such as `≥ 2.0, < 2.17.1`. */
          affected: z.array(z.string()),
          fixed: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Findings that speak of it in what you may see. */
  findings: z.object({ open: z.number().int(), fixed: z.number().int(), assets: z.number().int() }),
})

/** Path parameter: any id by which the vulnerability goes. */
export const byAdvisory = z.object({ id: z.string().min(1).max(200) })
