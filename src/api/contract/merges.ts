import { z } from 'zod'
import { MOST_LINES } from '../../findings/merging/merge-rules.ts'
import { MERGE_RULES } from '../../findings/queries/list-merges.ts'
import { id, listOf, namesOf, paging, ref, time } from './common.ts'

export const mergesQuery = z.object({
  ...paging,
  cursor: id.optional(),
  asset: namesOf,
  /** How an observation came to its finding. */
  rule: listOf(z.enum(MERGE_RULES)),
})

/** A finding that several observations make. */
export const merge = z.object({
  id,
  title: z.string(),
  asset: ref,
  location: z.string(),
  tools: z.array(z.string()),
  /** In the order in which they came; the first opened the finding. */
  observations: z.array(
    z.object({
      id,
      tool: z.string(),
      rule: z.string(),
      title: z.string(),
      location: z.string(),
      firstSeen: time,
      /** Why it is part of this finding. */
      reason: z.object({ rule: z.string(), text: z.string() }),
    }),
  ),
})

export const merges = z.object({
  items: z.array(merge),
  next: z.string().nullable(),
  /** Findings that match. */
  total: z.number().int(),
  byRule: z.array(z.object({ rule: z.enum(MERGE_RULES), observations: z.number().int() })),
})

const lines = z.number().int().min(0).max(MOST_LINES).nullable()

/** When observations of different tools are one finding. */
export const mergeRules = z.object({
  /** The same package and advisory, by any of its names. */
  package: z.boolean(),
  /** The same secret, by its keyed hash. */
  secret: z.boolean(),
  /** The same method, route, parameter and weakness. */
  request: z.boolean(),
  /** The same resource and control. */
  resource: z.boolean(),
  /** A request and the code that answers its route, with the same parameter and weakness. */
  handler: z.boolean().default(true),
  /** The same control on the same block of a file, where one of two tools names no resource. */
  block: z.boolean().default(true),
  /** The same weakness in the same file, at most so many lines apart; null = never. */
  near: lines,
  /** The only result of a weakness in a file for each tool, at most so many lines apart; null = never. */
  sole: lines,
})

export const rulesPreviewRequest = z.object({
  rules: mergeRules,
  /** Ids or names; all when absent. */
  asset: z.array(z.string()).max(200).optional(),
})

const named = z.object({
  id,
  title: z.string(),
  location: z.string(),
  tools: z.array(z.string()),
  asset: ref,
})

export const rulesPreview = z.object({
  /** Replaying stops after some seconds: how far it came. */
  assets: z.object({ replayed: z.number().int(), total: z.number().int() }),
  /** Findings that would become part of another. */
  merged: z.number().int(),
  /** New findings that would split off. */
  split: z.number().int(),
  /** The first hundred: findings that would become one, the oldest first. */
  merges: z.array(z.array(named)),
  splits: z.array(z.object({ finding: named, parts: z.number().int() })),
})
