import { z } from 'zod'
import { ASSET_KINDS } from '../../model/asset.ts'
import { DEPLOYER_DECISIONS } from '../../model/deployer-decision.ts'
import { EXCEPTION_KINDS, EXCEPTION_STATUSES, LAPSE_REASONS } from '../../model/exception.ts'
import { EXPLOIT_MATURITIES } from '../../model/exploit-maturity.ts'
import { NOISE } from '../../model/noise.ts'
import { REACHES } from '../../model/reachability.ts'
import { SLA_STATES } from '../../model/sla-state.ts'
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
  /** Who has it: a person, or a team, whose id is `team:<id>`. */
  assignee: z.object({ id: z.string(), name: z.string(), type: z.enum(['person', 'team']) }).nullable(),
  /** Whose it is, as CODEOWNERS and the like write it or `team:<id>` of its application, and where that is from. */
  owner: z.object({ handle: z.string(), name: z.string(), source: z.string() }).nullable(),
  dueAt: time.nullable(),
  sla: z.enum(SLA_STATES),
  epss: z.number().nullable(),
  knownExploited: z.boolean().nullable(),
  /** null = no source of exploits is read. */
  exploitMaturity: z.enum(EXPLOIT_MATURITIES).nullable(),
  /** SSVC's decision for who runs it; null where what is unknown leaves more than one open. */
  ssvc: z.enum(DEPLOYER_DECISIONS).nullable(),
  /** How near the weak part is to what runs; null = nobody says. */
  reachability: z.enum(REACHES).nullable(),
  /** Set by policies. */
  tags: z.array(z.string()),
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
  'due',
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
  /** `me` (also one's teams), a user's id, `team:<id>`, or `none`. */
  assignee: listOf(z.string()),
  /** As sources write it (`@acme/api`), `team:<id>`, or `none`. */
  owner: namesOf,
  /** How it stands to its due date. */
  sla: listOf(z.enum(SLA_STATES)),
  dueBefore: time.optional(),
  /** The findings of an exception. */
  exception: id.optional(),
  /** Set by policies. */
  tag: listOf(z.string()),
  /** Names of policies of which a rule counts. */
  policy: listOf(z.string()),
  /** `policy/rule` */
  policyRule: listOf(z.string()),
  knownExploited: flag,
  exploitMaturity: listOf(z.enum([...EXPLOIT_MATURITIES, 'unknown'])),
  /** SSVC's deployer decision; `unknown`: the facts leave more than one open. */
  ssvc: listOf(z.enum([...DEPLOYER_DECISIONS, 'unknown'])),
  reachability: listOf(z.enum([...REACHES, 'unknown'])),
  fixable: flag,
  /** More than one tool saw it. */
  agreed: flag,
  minScore: z.coerce.number().min(0).max(100).optional(),
  since: time.optional(),
  /** First seen before then. */
  until: time.optional(),
  fixedSince: time.optional(),
  fixedUntil: time.optional(),
  /** Findings and their states as of the end of that day, UTC; all else is as today. */
  asOf: z.iso.date().optional(),
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
  exploitMaturity: z.array(facetValue),
  ssvc: z.array(facetValue),
  tag: z.array(facetValue),
  reachability: z.array(facetValue),
  owner: z.array(facetValue),
  sla: z.array(facetValue),
  application: z.array(facetValue),
  team: z.array(facetValue),
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
  /** The side whose sum it is part of; `policy` and `part` add to the product. */
  side: z.enum(['likelihood', 'impact', 'policy', 'part']),
  label: z.string(),
  /** What is known, in words; `unknown` when nothing is. */
  value: z.string(),
  known: z.boolean(),
  /** Points that this factor adds to its side; negative lowers. The points of a side add up to it exactly. */
  points: z.number(),
  /** What the points could be at least and at most: apart only where it is unknown. */
  low: z.number(),
  high: z.number(),
  /** Where the value comes from. */
  source: z.string(),
  evidence: z.object({ text: z.string(), url: z.string().nullable() }).nullable(),
  /** Since when, or as of when, it is so. */
  date: time.nullable(),
})
/** A CVSS vector as published, and with what is known of the asset put into its environmental metrics. */
export const cvssScores = z.object({
  base: z.object({ score: z.number(), vector: z.string(), version: z.string() }),
  environmental: z.object({ score: z.number(), vector: z.string() }),
})
export const explanation = z.object({
  /** 0–100: likelihood × impact / 100, rounded to a tenth, the points of policies, and of a combination those of its strongest part. */
  score: z.number(),
  likelihood: z.number(),
  impact: z.number(),
  policyPoints: z.number(),
  /** What a combination lacks to the score of its strongest part; 0 for all others. */
  partPoints: z.number(),
  /** The score if every unknown were the mildest, and the worst. */
  low: z.number(),
  high: z.number(),
  /** How much of what the score asks for was known, 0–100 %. */
  certainty: z.number().int(),
  /** Version of the weights in force; 0 = as shipped. */
  model: z.number().int(),
  factors: z.array(factor),
  cvss: cvssScores.nullable(),
  /** What would lower the score most, the most first, each by itself: the score then, and the change. */
  lowers: z.array(z.object({ id: z.string(), label: z.string(), score: z.number(), points: z.number() })),
})

/** One decision point of an SSVC table with what it is taken to be. */
export const decisionPoint = z.object({
  point: z.string(),
  label: z.string(),
  /** null where the facts leave more than one value open. */
  value: z.string().nullable(),
  known: z.boolean(),
  /** Every value that is open. */
  possible: z.array(z.string()),
  why: z.string(),
  source: z.string(),
})
const ssvcTable = z.object({
  /** null where what is unknown leaves more than one outcome open. */
  decision: z.string().nullable(),
  /** Every outcome that is open, mildest first. */
  possible: z.array(z.string()),
  /** The published table, its version, and where it is. */
  table: z.string(),
  version: z.string(),
  source: z.string(),
  path: z.array(decisionPoint),
})
/** SSVC: what who runs the system should do, and what who coordinates for many should. */
export const ssvc = z.object({ deployer: ssvcTable, coordinator: ssvcTable })

export const event = z.object({
  id,
  at: time,
  type: z.string(),
  actor: z.string().nullable(),
  reportId: id.nullable(),
  data: z.record(z.string(), z.unknown()),
})
export const note = z.object({ id, author: z.string(), body: z.string(), createdAt: time })

/** What of an exception is told beside its findings; everything is at `/exceptions/<id>`. */
export const findingException = z.object({
  id,
  status: z.enum(EXCEPTION_STATUSES),
  kind: z.enum(EXCEPTION_KINDS),
  /** What it is about, in words. */
  summary: z.string(),
  reason: z.string(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  /** Null: for good. */
  until: time.nullable(),
  endReason: z.string().nullable(),
  /** Why it no longer covers this finding. */
  lapsedBy: z.enum(LAPSE_REASONS).nullable(),
})

export const findingDetail = finding.extend({
  description: z.string().nullable(),
  remediation: z.string().nullable(),
  references: z.array(z.string()),
  decision: z
    .object({ state, reason: z.string(), by: z.string(), at: time, until: time.nullable() })
    .nullable(),
  severityOverride: severity.nullable(),
  /** Those that name it or cover it, or did: the newest first. */
  exceptions: z.array(findingException),
  explanation,
  ssvc,
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
  /** A user's id, `me`, or `team:<id>`. */
  assignee: z.string().nullable().optional(),
  severity: severity.nullable().optional(),
  note: z.string().trim().min(1).max(20_000).optional(),
})
export const changed = z.object({
  changed: z.number().int(),
  /** Made by a decision to accept or to call it false; while `pending`, its findings stay open. */
  exception: z.object({ id, status: z.enum(EXCEPTION_STATUSES) }).optional(),
})
export const newNote = z.object({ body: z.string().trim().min(1).max(20_000) })
export const split = z.object({ observations: z.array(id).min(1).max(1000) })
export const join = z.object({ into: id })
export const splitResult = z.object({ id })

export const raw = z.object({ text: z.string(), format: z.string().nullable(), reportId: id.nullable() })
