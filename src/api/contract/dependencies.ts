import { z } from 'zod'
import { id, severity } from './common.ts'

/** What an asset uses on its default branch, and what needs what. */
export const dependencyGraph = z.object({
  nodes: z.array(
    z.object({
      /** The component's id. */
      id,
      name: z.string(),
      version: z.string(),
      /** What the graph is of: the asset itself. */
      root: z.boolean(),
      direct: z.boolean().nullable(),
      openFindings: z.number().int(),
      /** The worst of them; null without any. */
      severity: severity.nullable(),
    }),
  ),
  /** From and to, as places in `nodes`. */
  edges: z.array(z.tuple([z.number().int(), z.number().int()])),
})
