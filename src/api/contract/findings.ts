import { z } from 'zod'
import { ASSET_KINDS } from '../../model/asset.ts'
import { NOISE } from '../../model/noise.ts'
import { id, kind, listOf, namesOf, paging, ref, severity, state, time } from './common.ts'

export const noise = z.enum(NOISE)

export const finding = z.object({
  id,
  title: z.string(),
  kind,
  severity,
  /** 0–100, one decimal. */
  score: z.number(),
  /** How much of what the score asks for was known, 0–100 %. */
  certainty: z.number().int(),
  state,
  asset: ref.extend({ kind: z.enum(ASSET_KINDS) }),
  application: ref.nullable(),
  /** One line that says where: path:line, URL, resource address, package. */
  location: z.string(),
  path: z.string().nullable(),
  line: z.number().int().nullable(),
  rule: z.string(),
  cwes: z.array(z.number().int()),
  advisories: z.array(z.string()),
  component: z
    .object({ name: z.string(), version: z.string().nullable(), fixVersion: z.string().nullable() })
    .nullable(),
  tools: z.array(z.string()),
  /** Why it is seldom worth a person's time: where it stands, what it is used for, repetition. */
  noise: z.array(noise),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  epss: z.number().nullable(),
  knownExploited: z.boolean().nullable(),
  firstSeen: time,
  /** Last time a tool saw it: the last report of its scope while it is there. */
  lastSeen: time,
  fixedAt: time.nullable(),
})

export const SORTS = [
  'score',
  'severity',
  'title',
  'asset',
  'kind',
  'state',
  'location',
  'firstSeen',
  'changed',
] as const

/** In a query a word (`true`, `no`, `1`), in a body also a boolean. */
const flag = z.union([z.boolean(), z.stringbool()]).optional()

/** Filters shared by the list, the facets, the export and bulk changes. Several values of one filter mean any of them. */
export const findingFilter = z.object({
  q: z.string().trim().max(200).optional(),
  asset: namesOf,
  application: namesOf,
  team: namesOf,
  kind: listOf(kind),
  severity: listOf(severity),
  state: listOf(state),
  tool: namesOf,
  /** `none`: nothing marks it as noise. */
  noise: listOf(z.enum([...NOISE, 'none'])),
  cwe: listOf(z.string().regex(/^\d+$/)),
  advisory: listOf(z.string()),
  component: namesOf,
  rule: namesOf,
  /** `me`, a user's id, or `none`. */
  assignee: listOf(z.string()),
  knownExploited: flag,
  fixable: flag,
  /** More than one tool saw it. */
  agreed: flag,
  minScore: z.coerce.number().min(0).max(100).optional(),
  since: time.optional(),
  /** A branch other than the default one: findings seen there and not on the default branch. Needs one `asset`. */
  branch: z.string().max(500).optional(),
})

export const findingQuery = findingFilter.extend({
  ...paging,
  sort: z.enum(SORTS).default('score'),
  order: z.enum(['asc', 'desc']).optional(),
})

export const facetValue = z.object({ value: z.string(), label: z.string(), count: z.number().int() })
/** Counts for each facet under all filters but its own, so that a choice can be widened. */
export const facets = z.object({
  total: z.number().int(),
  kind: z.array(facetValue),
  severity: z.array(facetValue),
  state: z.array(facetValue),
  tool: z.array(facetValue),
  noise: z.array(facetValue),
  application: z.array(facetValue),
  asset: z.array(facetValue),
})

export const codePlace = z.object({
  path: z.string(),
  line: z.number().int().optional(),
  endLine: z.number().int().optional(),
  column: z.number().int().optional(),
  endColumn: z.number().int().optional(),
  snippet: z.string().optional(),
  symbol: z.string().optional(),
  message: z.string().optional(),
})

/** One tool's words about the finding. */
export const observation = z.object({
  id,
  tool: z.string(),
  branch: z.string(),
  scope: z.string(),
  rule: z.string(),
  title: z.string(),
  severity,
  present: z.boolean(),
  pinned: z.boolean(),
  firstSeen: time,
  lastSeen: time,
  goneAt: time.nullable(),
  /** null = no report said so: our own matching did. */
  reportId: id.nullable(),
  /** Why it is part of this finding. */
  reason: z.object({ rule: z.string(), text: z.string() }),
  /** The normalised observation: description, location, flow, component, endpoint, resource, references, … */
  data: z.record(z.string(), z.unknown()),
})

export const factor = z.object({
  id: z.string(),
  label: z.string(),
  /** What is known, in words; `unknown` when nothing is. */
  value: z.string(),
  known: z.boolean(),
  /** Points that this factor adds; negative lowers. All points together are the score. */
  points: z.number(),
  /** Where the value comes from. */
  source: z.string(),
})
export const explanation = z.object({
  score: z.number(),
  certainty: z.number().int(),
  factors: z.array(factor),
})

export const event = z.object({
  id,
  at: time,
  type: z.string(),
  actor: z.string().nullable(),
  reportId: id.nullable(),
  data: z.record(z.string(), z.unknown()),
})
export const note = z.object({ id, author: z.string(), body: z.string(), createdAt: time })

export const findingDetail = finding.extend({
  description: z.string().nullable(),
  remediation: z.string().nullable(),
  references: z.array(z.string()),
  decision: z
    .object({ state, reason: z.string(), by: z.string(), at: time, until: time.nullable() })
    .nullable(),
  severityOverride: severity.nullable(),
  explanation,
  observations: z.array(observation),
  history: z.array(event),
  notes: z.array(note),
  mergedInto: id.nullable(),
})

/** Bulk triage: `ids`, or everything that a filter matches. Only what is given changes; null takes a word back. */
export const findingChange = z.object({
  ids: z.array(id).min(1).max(10_000).optional(),
  filter: findingFilter.optional(),
  decision: z.enum(['accepted', 'false_positive', 'open']).nullable().optional(),
  reason: z.string().max(4000).optional(),
  until: time.nullable().optional(),
  assignee: z.string().nullable().optional(),
  severity: severity.nullable().optional(),
  note: z.string().trim().min(1).max(20_000).optional(),
})
export const changed = z.object({ changed: z.number().int() })
export const newNote = z.object({ body: z.string().trim().min(1).max(20_000) })
export const split = z.object({ observations: z.array(id).min(1).max(1000) })
export const join = z.object({ into: id })
export const splitResult = z.object({ id })

export const raw = z.object({ text: z.string(), format: z.string().nullable(), reportId: id.nullable() })
