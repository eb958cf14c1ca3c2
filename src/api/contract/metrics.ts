import { z } from 'zod'
import { COVERAGE_CLASSES } from '../../model/coverage.ts'
import { SLICES } from '../../model/slice.ts'
import { namesOf } from './common.ts'
import { findingFilter } from './findings.ts'

export const slice = z.enum(SLICES)

/** A day in UTC: everything is told as of its end. Left out: now. */
export const asOf = z.iso.date()

/** Length of the window that ends with the day, in days, that day included. */
export const days = z.coerce.number().int().min(1).max(3650)

/** The findings list's filters; states and branches are the metrics' own business. */
const filter = findingFilter.omit({ state: true, branch: true })

export const metricsQuery = filter.extend({
  asOf: asOf.optional(),
  days: days.default(90),
  /** One group for each of these; left out: only the total. */
  by: slice.optional(),
  format: z.enum(['json', 'csv', 'prometheus']).default('json'),
})

/** The search part of the findings list's address (`state=open&severity=high`, without `?`) that shows the rows behind a number; null where today's list cannot show them. */
export const link = z.string().nullable()

const share = z.number().min(0).max(1).nullable()
/** May be above one. */
const ratio = z.number().min(0).nullable()
const inDays = z.number().nullable()

/** Due dates: `met` and `missed` count findings that were fixed within the window, `overdue` those open past it on the day. */
export const slaFigures = z.object({
  /** met ÷ (met + missed + overdue); null where nothing had a due date. */
  compliance: share,
  met: z.number().int(),
  missed: z.number().int(),
  overdue: z.number().int(),
  /** Open and due within the next seven days. */
  dueSoon: z.number().int(),
  /** Open with a due date. */
  withDueDate: z.number().int(),
  /** To the overdue ones. */
  link,
})
export const mttrFigures = z.object({
  fixes: z.number().int(),
  meanDays: inDays,
  medianDays: inDays,
  p90Days: inDays,
  link,
})
export const ageFigures = z.object({
  medianDays: inDays,
  p90Days: inDays,
  /** From young to old; `toDays` null = no end. */
  buckets: z.array(
    z.object({ fromDays: z.number().int(), toDays: z.number().int().nullable(), count: z.number().int() }),
  ),
})
/** Score points of open findings (0–100 each) added up, and the highest. null = not recorded for that day. */
export const riskFigures = z.object({
  sum: z.number().nullable(),
  top: z.number().nullable(),
  findings50: z.number().int().nullable(),
})

export const figures = z.object({
  open: z.number().int(),
  opened: z.number().int(),
  reopened: z.number().int(),
  fixed: z.number().int(),
  mttr: mttrFigures,
  /** fixed ÷ (opened + reopened) within the window. */
  fixRate: ratio,
  /** reopened ÷ fixed within the window. */
  reopenRate: ratio,
  sla: slaFigures,
  age: ageFigures,
  risk: riskFigures,
  /** Of what two tools of a kind looked at: the share that two or more see. null where no two looked. */
  agreement: z.object({ comparable: z.number().int(), agreed: z.number().int(), share }),
  links: z.object({ open: link, opened: link, fixed: link }),
})

/** What a past day cannot be told of, in plain words, with the figure it is about. */
export const caveat = z.object({ figure: z.string(), text: z.string() })

export const metrics = z.object({
  asOf: z.iso.date(),
  /** First day of the window. */
  from: z.iso.date(),
  days: z.number().int(),
  by: slice.nullable(),
  total: figures,
  /** Those with most open risk first, at most 200. */
  groups: z.array(z.object({ id: z.string(), label: z.string(), figures, link })),
  coverage: z.object({
    assets: z.number().int(),
    /** Assets whose kind asks for some class of tools, all of which looked within 30 days. */
    covered: z.number().int(),
    share,
    byClass: z.array(
      z.object({ class: z.enum(COVERAGE_CLASSES), owed: z.number().int(), looked: z.number().int(), share }),
    ),
  }),
  caveats: z.array(caveat),
})

export const MEASURES = ['open', 'opened', 'fixed', 'reopened', 'risk'] as const
export const historyQuery = filter.extend({
  asOf: asOf.optional(),
  days: days.default(90),
  measure: z.enum(MEASURES).default('open'),
  by: slice.optional(),
  /** Lines at most; the rest is added up as `other`. */
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
/** One line a group; points belong to `days` in order. null = not recorded for that day. */
export const history = z.object({
  measure: z.enum(MEASURES),
  days: z.array(z.iso.date()),
  lines: z.array(
    z.object({ id: z.string(), label: z.string(), points: z.array(z.number().nullable()), link }),
  ),
  caveats: z.array(caveat),
})

export const scopeQuery = z.object({
  application: namesOf,
  team: namesOf,
  asset: namesOf,
  asOf: asOf.optional(),
  days: days.default(90),
})
