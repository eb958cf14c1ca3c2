import { z } from 'zod'
import { CONTROLS, CRITICALITIES, DATA_CLASSES, ENVIRONMENTS, EXPOSURES } from '../../model/application.ts'
import { ASSET_KINDS } from '../../model/asset.ts'
import { id, listOf, paging, ref, severity, time } from './common.ts'
import { finding } from './findings.ts'

/** null = nobody has said. */
const context = {
  criticality: z.enum(CRITICALITIES).nullable(),
  exposure: z.enum(EXPOSURES).nullable(),
  environment: z.enum(ENVIRONMENTS).nullable(),
  dataClasses: z.array(z.enum(DATA_CLASSES)).nullable(),
  /** What stands between an attacker and a weakness; empty = nothing. */
  controls: z.array(z.enum(CONTROLS)).max(20).nullable(),
  /** Frameworks that hold for it; empty = none. */
  compliance: z.array(z.string().trim().min(1).max(60)).max(30).nullable(),
}
const contextChange = z.object(context).partial()

export const openBySeverity = z.record(severity, z.number().int())

export const application = z.object({
  id,
  name: z.string(),
  description: z.string(),
  ...context,
  team: ref.nullable(),
  assets: z.number().int(),
  open: openBySeverity,
  /** Highest score of an open finding, 0 when there is none. */
  topScore: z.number(),
  /** When a report about any of its assets came last. */
  lastReportAt: time.nullable(),
  updatedAt: time,
})
export const applicationQuery = z.object({
  ...paging,
  q: z.string().max(200).optional(),
  team: listOf(z.string()),
  criticality: listOf(z.enum(CRITICALITIES)),
  exposure: listOf(z.enum(EXPOSURES)),
  sort: z.enum(['name', 'open', 'criticality', 'topScore']).default('topScore'),
  order: z.enum(['asc', 'desc']).optional(),
})
/** How much the business seems to depend on an application, from what the estate shows. */
export const criticalityProposal = z.object({
  application: ref,
  /** What a person said: it holds, whatever is proposed. */
  said: z.enum(CRITICALITIES).nullable(),
  /** null = too little is known. */
  proposed: z.enum(CRITICALITIES).nullable(),
  /** Sum of the reasons': 8 and more critical, 5 high, 3 medium. */
  points: z.number().int(),
  reasons: z.array(z.object({ factor: z.string(), points: z.number().int(), says: z.string() })),
})
export const newApplication = contextChange.extend({
  name: z.string().trim().min(1).max(200),
  description: z.string().max(4000).optional(),
  teamId: id.nullable().optional(),
})
export const applicationChange = newApplication.partial()

export const asset = z.object({
  id,
  kind: z.enum(ASSET_KINDS),
  name: z.string(),
  url: z.string().nullable(),
  application: ref.nullable(),
  defaultBranch: z.string(),
  ...context,
  /** The context in force: the asset's own, else its application's. */
  effective: z.object(context),
  /** How many other assets a break-in here leads to; null = not worked out. */
  blastRadius: z.number().int().nullable(),
  open: openBySeverity,
  topScore: z.number(),
  components: z.number().int(),
  lastReportAt: time.nullable(),
  tools: z.array(z.string()),
})
export const assetQuery = z.object({
  ...paging,
  q: z.string().max(200).optional(),
  kind: listOf(z.enum(ASSET_KINDS)),
  /** Application ids or names; `none` for assets without one. */
  application: listOf(z.string()),
  sort: z.enum(['name', 'kind', 'open', 'topScore', 'lastReport']).default('name'),
  order: z.enum(['asc', 'desc']).optional(),
})
export const newAsset = contextChange.extend({
  kind: z.enum(ASSET_KINDS),
  name: z.string().trim().min(1).max(500),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
  applicationId: id.nullable().optional(),
  defaultBranch: z.string().trim().min(1).max(500).optional(),
})
export const assetChange = newAsset.partial()

export const assetLink = z.object({
  kind: z.string(),
  direction: z.enum(['to', 'from']),
  asset: ref.extend({ kind: z.enum(ASSET_KINDS) }),
  source: z.string(),
})
export const assetScope = z.object({
  id,
  tool: z.string(),
  branch: z.string(),
  name: z.string(),
  lastSeen: time,
  /** null = no report said so: our own matching did. */
  lastReportId: id.nullable(),
})
export const assetDetail = asset.extend({ links: z.array(assetLink), scopes: z.array(assetScope) })

/** A branch against the default one. */
export const branchComparison = z.object({
  branch: z.string(),
  base: z.string(),
  /** On the branch, not on the default branch. */
  introduced: z.array(finding),
  /** On the default branch, looked for on the branch, and gone there. */
  resolved: z.array(finding),
  /** On both. */
  unchanged: z.number().int(),
})
