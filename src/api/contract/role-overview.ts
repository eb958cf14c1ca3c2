import { z } from 'zod'
import { KINDS } from '../../model/kind.ts'
import { auditEntry } from './access.ts'
import { id, ref, severity, time } from './common.ts'
import { finding } from './findings.ts'
import { openBySeverity } from './inventory.ts'
import { caveat, figures, link, mttrFigures, scopeQuery, slaFigures } from './metrics.ts'

export const roleOverviewQuery = scopeQuery

const head = {
  asOf: z.iso.date(),
  from: z.iso.date(),
  days: z.number().int(),
  /** Findings of any state in this part of the estate: none says that nothing was looked at yet. */
  findings: z.number().int(),
  caveats: z.array(caveat),
}
const count = z.object({ count: z.number().int(), link })

/** Why the open risk changed within the window. `other` is what no record explains: a rescoring of another cause. */
export const CAUSES = [
  'new',
  'reopened',
  'fixed',
  'decided',
  'advisory',
  'context',
  'policy',
  'model',
  'other',
] as const

export const ciso = z.object({
  ...head,
  open: openBySeverity,
  risk: z.object({
    now: z.number().nullable(),
    before: z.number().nullable(),
    series: z.array(
      z.object({
        day: z.iso.date(),
        risk: z.number().nullable(),
        open: openBySeverity,
        opened: z.number().int(),
        fixed: z.number().int(),
      }),
    ),
  }),
  /** Points added (or taken, negative), the largest first. Together they are `now − before`. */
  drivers: z.array(
    z.object({ cause: z.enum(CAUSES), risk: z.number(), findings: z.number().int().nullable(), link }),
  ),
  /** Where the change came from: applications by how much their risk changed. */
  movers: z.array(z.object({ application: ref.nullable(), risk: z.number(), change: z.number(), link })),
  /** A business unit is the team that owns the application; null = nobody. */
  byUnit: z.array(
    z.object({
      team: ref.nullable(),
      applications: z.number().int(),
      assets: z.number().int(),
      open: openBySeverity,
      risk: z.number().nullable(),
      riskBefore: z.number().nullable(),
      topScore: z.number(),
      sla: slaFigures,
      mttr: mttrFigures,
      link,
    }),
  ),
  figures,
})

export const security = z.object({
  ...head,
  /** Open, not noise, nobody has it: the highest score first. */
  queue: count.extend({ items: z.array(finding) }),
  /** First seen on the day itself. */
  newToday: count.extend({ bySeverity: openBySeverity, items: z.array(finding) }),
  reopenedToday: count,
  fixedToday: count,
  exploited: count,
  top: count,
  sla: slaFigures,
  /** Policies that hold for open findings now; left out for a past day. */
  policies: z
    .array(
      z.object({
        policy: z.string(),
        rule: z.string(),
        effect: z.string(),
        findings: z.number().int(),
        link,
      }),
    )
    .optional(),
  byKind: z.array(z.object({ kind: z.enum(KINDS), open: z.number().int(), link })),
  agreement: figures.shape.agreement,
})

export const developer = z.object({
  ...head,
  mine: count.extend({ overdue: z.number().int(), dueSoon: z.number().int(), items: z.array(finding) }),
  /** Repositories that I may see, those with most risk first. */
  repositories: z.array(
    z.object({
      asset: ref,
      open: openBySeverity,
      risk: z.number(),
      topScore: z.number(),
      newInWindow: z.number().int(),
      fixedInWindow: z.number().int(),
      link,
    }),
  ),
  /** Open, not noise, in what I may see: the highest score first. */
  fixFirst: count.extend({ items: z.array(finding) }),
  /** Of these one upgrade or line mends it. */
  fixable: count,
  fixed: count,
  mttr: mttrFigures,
})

export const auditor = z.object({
  ...head,
  /** People's words on findings, newest first. */
  decisions: z.object({
    total: z.number().int(),
    withoutEnd: z.number().int(),
    byDecision: z.array(z.object({ decision: z.string(), count: z.number().int(), link })),
    items: z.array(
      z.object({
        finding: z.object({ id, title: z.string(), severity }),
        asset: ref,
        decision: z.string(),
        reason: z.string(),
        by: z.string(),
        at: time,
        until: time.nullable(),
      }),
    ),
  }),
  /** Decisions that run out within 30 days of the day. */
  expiring: z.number().int(),
  /** Exceptions by what state they are in, on the day. */
  exceptions: z
    .object({
      byState: z.array(z.object({ state: z.string(), count: z.number().int() })),
      findings: z.number().int(),
    })
    .optional(),
  trail: z.object({
    total: z.number().int(),
    byAction: z.array(z.object({ action: z.string(), count: z.number().int() })),
    items: z.array(auditEntry),
  }),
  sla: slaFigures,
})
