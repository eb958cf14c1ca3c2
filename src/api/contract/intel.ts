import { z } from 'zod'
import { time } from './common.ts'

const count = z.number().int()

export const intelFile = z.object({
  path: z.string(),
  /** Where it came from, without passwords. */
  source: z.string(),
  sha256: z.string().nullable(),
  bytes: count.nullable(),
  /** The day or version that the content says it is of. */
  asOf: z.string().nullable(),
  items: count,
  /** Entries that could not be read, and the first of them. */
  problems: count,
  problemSamples: z.array(z.object({ where: z.string(), message: z.string() })),
  /** Last asked for; last taken in. */
  checkedAt: time.nullable(),
  syncedAt: time.nullable(),
  /** Why the last try changed nothing; null when it went well. */
  error: z.string().nullable(),
})

export const intel = z.object({
  /** Where all feeds come from; null = from their publishers. */
  mirror: z.string().nullable(),
  schedule: z.enum(['daily', 'off']),
  /** A synchronisation waits or runs. */
  syncing: z.boolean(),
  counts: z.object({
    advisories: count,
    malicious: count,
    withdrawn: count,
    packages: count,
    epss: count,
    knownExploited: count,
    exploits: count,
    assessments: count,
  }),
  feeds: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      link: z.string(),
      license: z.string(),
      files: z.array(intelFile),
    }),
  ),
})

export const syncRequest = z.object({
  /** Ids of feeds; all that are configured when absent. */
  feeds: z.array(z.string()).max(50).optional(),
})
