import { z } from 'zod'
import { id, severity } from './common.ts'

const cycle = z.object({
  /** As endoflife.date names them: `nodejs`, cycle `20`. */
  product: z.string(),
  cycle: z.string(),
  /** A day; `true` or `false` where the source only says whether; null = it does not say. */
  eol: z.string().nullable(),
  /** Newest version of the cycle. */
  latest: z.string().nullable(),
})

/** A package under the name by which advisories speak of it, over all its versions. */
export const packageDetail = z.object({
  /** OSV's ecosystem and the name: `npm:lodash`, `Debian:openssl`. */
  key: z.string(),
  ecosystem: z.string(),
  name: z.string(),
  licenses: z.array(z.string()),
  /** In use where you may see it, the newest first. */
  versions: z.array(
    z.object({
      /** The component's id. */
      id,
      name: z.string(),
      version: z.string(),
      purl: z.string().nullable(),
      licenses: z.array(z.string()),
      /** Assets that use it on their default branch, and open findings on it there. */
      assets: z.number().int(),
      openFindings: z.number().int(),
      /** Advisories that say it is affected: canonical ids. */
      advisories: z.array(z.string()),
      /** The release cycle it belongs to, where endoflife.date knows the package. */
      cycle: cycle.nullable(),
    }),
  ),
  /** The newest release that endoflife.date knows; null = it does not know the package. */
  newest: z.string().nullable(),
  /** What OpenSSF Scorecard says of its repository, from 0 to 10, and on which day; null = its name does not tell the repository, or nobody has scored it. */
  scorecard: z.object({ repository: z.string(), score: z.number(), at: z.string() }).nullable(),
  /** Those that say a used version is affected first, then the worst; at most 300 of `advisoryCount`. */
  advisories: z.array(
    z.object({
      id: z.string(),
      summary: z.string(),
      severity,
      malicious: z.boolean(),
      /** Affected versions for people, such as `≥ 2.0, < 2.17.1`. */
      affected: z.array(z.string()),
      fixed: z.array(z.string()),
      /** Used versions that are affected. */
      versions: z.array(z.string()),
      /** Used versions of which nobody can say. */
      unclear: z.array(z.string()),
      epss: z.number().nullable(),
      knownExploited: z.boolean(),
    }),
  ),
  advisoryCount: z.number().int(),
})

/** Path parameter: `npm:lodash`, URL-encoded. */
export const byPackage = z.object({ key: z.string().min(3).max(500).includes(':') })
