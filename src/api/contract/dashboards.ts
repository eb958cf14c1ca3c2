import { z } from 'zod'
import { role } from './access.ts'
import { id, ref, time } from './common.ts'
import { finding, SORTS } from './findings.ts'
import { ageFigures, asOf, caveat, days, link, MEASURES, mttrFigures, slaFigures, slice } from './metrics.ts'

// Saved queries -------------------------------------------------------------------------------------------------------

export const visibility = z.enum(['private', 'team', 'everyone'])

/** The search part of the findings list's address, without `?`: `state=open&severity=critical,high&q=login`. */
export const listSearch = z.string().max(4000)

/** With `visibility: team`: one of the owner's teams (any team for an administrator). */
const teamId = id.nullable()
const shared = { visibility: visibility.default('private'), teamId: teamId.default(null) }
/** Of a change: what is not given stays. */
const sharing = { visibility: visibility.optional(), teamId: teamId.optional() }
const owned = {
  id,
  name: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  visibility,
  team: ref.nullable(),
  /** Whether the one who asks may change it. */
  mayEdit: z.boolean(),
  updatedAt: time,
}
export const savedQuery = z.object({ ...owned, query: z.string() })
const name = z.string().trim().min(1).max(120)
export const newSavedQuery = z.object({ name, query: listSearch, ...shared })
export const savedQueryChange = z.object({
  name: name.optional(),
  query: listSearch.optional(),
  ...sharing,
})

// Widgets -------------------------------------------------------------------------------------------------------------

/** Columns and rows of a grid twelve columns wide. */
export const widgetPlace = z.object({
  x: z.number().int().min(0).max(11),
  y: z.number().int().min(0).max(1000),
  w: z.number().int().min(1).max(12),
  h: z.number().int().min(1).max(40),
})

/** What all widgets have: which findings they are about. `savedQuery` wins over `query`, as it stands when it is read. */
const common = {
  /** The dashboard's own word for it: unique within it. */
  id: z.string().min(1).max(40),
  title: z.string().max(120).default(''),
  query: listSearch.default(''),
  savedQuery: id.nullable().default(null),
  place: widgetPlace,
}
const measure = z.enum(MEASURES)
const limit = z.number().int().min(1).max(50)
const widgetDays = days.default(90)

export const widget = z.discriminatedUnion('type', [
  /** How many match, against so many days before. */
  z.object({
    ...common,
    type: z.literal('count'),
    compareDays: z.number().int().min(0).max(3650).default(7),
  }),
  z.object({
    ...common,
    type: z.literal('trend'),
    days: widgetDays,
    measure: measure.default('open'),
    by: slice.nullable().default(null),
  }),
  z.object({
    ...common,
    type: z.literal('table'),
    sort: z.enum(SORTS).default('score'),
    order: z.enum(['asc', 'desc']).optional(),
    limit: limit.default(10),
  }),
  z.object({
    ...common,
    type: z.literal('breakdown'),
    by: slice.default('severity'),
    chart: z.enum(['bar', 'donut']).default('bar'),
    limit: limit.default(10),
  }),
  z.object({
    ...common,
    type: z.literal('heatmap'),
    rows: slice.default('application'),
    columns: slice.default('severity'),
    value: z.enum(['count', 'risk']).default('count'),
    limit: limit.default(12),
  }),
  /** What carries most: assets, rules, components, … */
  z.object({
    ...common,
    type: z.literal('top'),
    by: slice.default('asset'),
    value: z.enum(['count', 'risk', 'topScore']).default('risk'),
    limit: limit.default(10),
  }),
  z.object({ ...common, type: z.literal('sla'), days: widgetDays, by: slice.nullable().default(null) }),
  z.object({ ...common, type: z.literal('mttr'), days: widgetDays, by: slice.nullable().default(null) }),
  z.object({ ...common, type: z.literal('age') }),
])
export type WidgetType = z.infer<typeof widget>['type']
export const widgets = z
  .array(widget)
  .max(40)
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, {
    message: 'Two widgets have the same id.',
  })

// Their answers ---------------------------------------------------------------------------------------------------------

const group = z.object({ id: z.string(), label: z.string(), link })
const answered = { id: z.string(), caveats: z.array(caveat) }
export const widgetResult = z.discriminatedUnion('type', [
  z.object({
    ...answered,
    type: z.literal('count'),
    count: z.number().int(),
    before: z.number().int().nullable(),
    link,
  }),
  z.object({
    ...answered,
    type: z.literal('trend'),
    days: z.array(z.iso.date()),
    lines: z.array(group.extend({ points: z.array(z.number().nullable()) })),
  }),
  z.object({ ...answered, type: z.literal('table'), rows: z.array(finding), total: z.number().int(), link }),
  /** The rest beyond the limit as `other`, without a link. */
  z.object({
    ...answered,
    type: z.literal('breakdown'),
    groups: z.array(group.extend({ count: z.number().int() })),
    total: z.number().int(),
    link,
  }),
  z.object({
    ...answered,
    type: z.literal('heatmap'),
    rows: z.array(group),
    columns: z.array(group),
    /** `cells[row][column]`. */
    cells: z.array(z.array(z.object({ value: z.number(), link }))),
  }),
  z.object({
    ...answered,
    type: z.literal('top'),
    groups: z.array(group.extend({ count: z.number().int(), risk: z.number(), topScore: z.number() })),
    link,
  }),
  z.object({
    ...answered,
    type: z.literal('sla'),
    total: slaFigures,
    groups: z.array(group.extend({ figures: slaFigures })),
  }),
  z.object({
    ...answered,
    type: z.literal('mttr'),
    total: mttrFigures,
    groups: z.array(group.extend({ figures: mttrFigures })),
  }),
  z.object({ ...answered, type: z.literal('age'), figures: ageFigures, open: z.number().int(), link }),
  /** One widget's trouble (a saved query that is gone, a query that says nothing known) leaves the others alone. */
  z.object({ id: z.string(), type: z.literal('failed'), code: z.string(), message: z.string() }),
])

export const dataRequest = z.object({
  asOf: asOf.optional(),
  /** A scope over all widgets: the findings list's search again (`team=Payments`). */
  scope: listSearch.default(''),
  widgets,
})
/** In the order of the request. */
export const dataResult = z.object({ asOf: z.iso.date(), results: z.array(widgetResult) })

// Dashboards ------------------------------------------------------------------------------------------------------------

export const dashboardSummary = z.object({
  ...owned,
  description: z.string(),
  widgetCount: z.number().int(),
  /** Roles that see it first. */
  defaultFor: z.array(role),
})
export const dashboard = dashboardSummary.extend({ widgets })
const description = z.string().max(2000)
export const newDashboard = z.object({
  name,
  description: description.default(''),
  widgets: widgets.default([]),
  ...shared,
})
export const dashboardChange = z.object({
  name: name.optional(),
  description: description.optional(),
  widgets: widgets.optional(),
  ...sharing,
  /** `updatedAt` of what was changed: when somebody else saved meanwhile, nothing is overwritten (409). */
  basedOn: time.optional(),
})
export const duplicateRequest = z.object({ name: name.optional() })

/** A dashboard to carry elsewhere: without owners and ids; queries that were saved are written out. */
export const dashboardFile = z.object({
  stanceDashboard: z.literal(1),
  name,
  description: description.default(''),
  widgets,
})

/** Which dashboard a role sees first; null = the role's own overview. */
export const roleDefaults = z.object({ defaults: z.record(role, id.nullable()) })
export const roleDefault = z.object({ dashboard: id.nullable() })
export const byRole = z.object({ role })
