import { z } from 'zod'
import { id } from './common.ts'

const step = z.enum(['patch', 'minor', 'major'])

/** One vulnerable package version of an asset, and the way out. */
export const upgrade = z.object({
  component: z.object({ id, name: z.string(), version: z.string(), purl: z.string() }),
  /** `npm:lodash`, as in `GET /packages/:key`. */
  package: z.string(),
  advisories: z.array(z.string()),
  malicious: z.boolean(),
  direct: z.boolean().nullable(),
  scope: z.string().nullable(),
  path: z.string().nullable(),
  /** Names from the root to the component; empty when the report holds no graph. */
  chain: z.array(z.string()),
  /** The dependency that the asset itself declares, and that has to be raised; null where the graph does not tell. */
  raise: z.string().nullable(),
  /** The least known version that leaves no known advisory of this package; null where none is known. */
  smallest: z.object({ version: z.string(), step }).nullable(),
  /** The least of each step. */
  byStep: z.object({ patch: z.string(), minor: z.string(), major: z.string() }).partial(),
  /** Ranges that manifests allow, as they write them; null where none names it. */
  wanted: z.array(z.string()).nullable(),
  /** The least that these ranges allow as they are; null where none does, or where no range is known. */
  allowed: z.string().nullable(),
})

export const upgradePlan = z.object({ items: z.array(upgrade) })

export const upgradePlanQuery = z.object({
  /** The default branch when absent. */
  branch: z.string().min(1).max(300).optional(),
  /** Only this package, as findings name it: `lodash`, `@babel/core`, `org.example:core`. */
  name: z.string().min(1).max(500).optional(),
})

/** One upgrade over many assets. */
export const campaign = z.object({
  package: z.string(),
  name: z.string(),
  /** The least version that leaves no known advisory of the package in any use; null where none is known. */
  version: z.string().nullable(),
  /** `scanners`: no feed has a record of the package, the version is the highest fix that they name. */
  source: z.enum(['advisories', 'scanners']).nullable(),
  /** Open findings that it closes, and in how many assets. */
  findings: z.number().int(),
  assets: z.number().int(),
  /** Versions in use that it replaces, the oldest first. */
  replaces: z.array(z.string()),
})

export const campaigns = z.object({ items: z.array(campaign) })
