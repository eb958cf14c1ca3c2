import { z } from 'zod'
import { SLA_STARTS, SLA_STATES } from '../../model/sla-state.ts'
import { id, listOf, namesOf, severity, time } from './common.ts'
import { findingFilter } from './findings.ts'

const counts = z.object({
  /** Open with a due date that is past. */
  overdue: z.number().int(),
  /** Due within a week. */
  dueSoon: z.number().int(),
  onTime: z.number().int(),
  paused: z.number().int(),
  /** Open findings that no policy gives a due date. */
  none: z.number().int(),
  /** Fixed in time and too late. */
  met: z.number().int(),
  late: z.number().int(),
})

const group = z.object({ value: z.string(), label: z.string(), ...counts.shape })

export const slaQuery = z.object({
  team: namesOf,
  application: namesOf,
  asset: namesOf,
  severity: listOf(severity),
})

/** How open and fixed findings stand to their due dates. */
export const slaSummary = counts.extend({
  /** Share of the fixed ones with a due date that were fixed in time, 0–100 %; null while there is none. */
  compliance: z.number().nullable(),
  bySeverity: z.array(group),
  byTeam: z.array(group),
  byApplication: z.array(group),
})

const forecastRow = z.object({
  value: z.string(),
  label: z.string(),
  /** Findings fixed a day, as observed over the last 90 days. */
  fixedPerDay: z.number(),
  open: z.number().int(),
  overdue: z.number().int(),
  /** What more will be overdue within each horizon. */
  horizons: z.array(
    z.object({
      days: z.number().int(),
      /** When nothing is fixed any more. */
      ifNothing: z.number().int(),
      /** When fixing goes on as it does, the most urgent first. */
      atUsualRate: z.number().int(),
    }),
  ),
})

export const forecastQuery = slaQuery.extend({
  by: z.enum(['severity', 'team', 'application']).default('severity'),
})
export const slaForecast = z.object({ at: time, total: forecastRow, groups: z.array(forecastRow) })

/** Stops or goes on with the clock of findings. */
export const slaPause = z.object({
  ids: z.array(id).min(1).max(10_000).optional(),
  filter: findingFilter.optional(),
  reason: z.string().trim().min(1).max(4000),
})

export const slaPaused = z.object({ changed: z.number().int() })

const day = z.iso.date()

export const slaCalendar = z.object({
  id,
  name: z.string(),
  /** IANA name: `Europe/Berlin`. */
  timeZone: z.string(),
  /** 1 = Monday … 7 = Sunday. */
  workingDays: z.array(z.number().int()),
  /** ISO 3166 code whose public holidays are free, and its part: `DE`, `BY`. */
  country: z.string().nullable(),
  region: z.string().nullable(),
  /** Free days of one's own. */
  holidays: z.array(z.object({ date: day, name: z.string() })),
  /** Those of the next twelve months, the country's included. */
  nextHolidays: z.array(z.object({ date: day, name: z.string() })),
})
const calendarFields = z.object({
  name: z.string().trim().min(1).max(100),
  timeZone: z.string().trim().min(1).max(100),
  workingDays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'write a code of two capital letters, such as DE')
    .nullable(),
  region: z.string().trim().max(10).nullable(),
  holidays: z.array(z.object({ date: day, name: z.string().trim().min(1).max(200) })).max(1000),
})
export const newCalendar = calendarFields.extend({
  timeZone: calendarFields.shape.timeZone.default('UTC'),
  workingDays: calendarFields.shape.workingDays.default([1, 2, 3, 4, 5]),
  country: calendarFields.shape.country.default(null),
  region: calendarFields.shape.region.default(null),
  holidays: calendarFields.shape.holidays.default([]),
})
/** Only what is given changes. */
export const calendarChange = calendarFields.partial()

/** A finding's due date, why it is then, and when its clock stood. */
export const slaOfFinding = z.object({
  state: z.enum(SLA_STATES),
  dueAt: time.nullable(),
  /** The rule that set it. */
  days: z.number().nullable(),
  from: z.enum(SLA_STARTS).nullable(),
  calendar: z.string().nullable(),
  policy: z.string().nullable(),
  rule: z.string().nullable(),
  pauses: z.array(
    z.object({
      reason: z.string(),
      by: z.string(),
      at: time,
      resumedAt: time.nullable(),
      resumedBy: z.string().nullable(),
      resumeReason: z.string().nullable(),
    }),
  ),
})
