import { z } from 'zod'
import { listOf } from './common.ts'
import { finding, noise } from './findings.ts'
import { openBySeverity } from './inventory.ts'

export const overviewQuery = z.object({
  application: listOf(z.string()),
  team: listOf(z.string()),
  days: z.coerce.number().int().min(1).max(3650).default(90),
  /** Findings and states as of the end of that day (UTC); scores, severities and names are today's. */
  asOf: z.iso.date().optional(),
})

export const overview = z.object({
  asOf: z.iso.date(),
  open: openBySeverity,
  /** From everything the tools ever said to what matters. */
  funnel: z.object({
    observations: z.number().int(),
    findings: z.number().int(),
    open: z.number().int(),
    /** Open and not marked as noise (test or vendored code, development packages, duplicates, informational). */
    signal: z.number().int(),
    criticalOrHigh: z.number().int(),
    /** Open with a score of 50 or more. */
    top: z.number().int(),
    /** Open findings by what marks them as noise; one may have several. */
    noise: z.array(z.object({ reason: noise, open: z.number().int() })),
  }),
  trend: z.array(
    z.object({ day: z.iso.date(), open: openBySeverity, opened: z.number().int(), fixed: z.number().int() }),
  ),
  /** The ten open findings with the highest score. */
  fixFirst: z.array(finding),
  /** Latest changes, newest first. */
  changes: z.array(
    z.object({
      reportId: z.uuid(),
      asset: z.object({ id: z.uuid(), name: z.string() }),
      tools: z.array(z.string()),
      at: z.iso.datetime(),
      opened: z.number().int(),
      fixed: z.number().int(),
      moved: z.number().int(),
      merged: z.number().int(),
    }),
  ),
  byKind: z.array(z.object({ kind: z.string(), open: z.number().int() })),
  byApplication: z.array(
    z.object({ id: z.uuid(), name: z.string(), open: openBySeverity, topScore: z.number() }),
  ),
  counts: z.object({
    applications: z.number().int(),
    assets: z.number().int(),
    components: z.number().int(),
    reports: z.number().int(),
    tools: z.number().int(),
  }),
})
