import { z } from 'zod'
import { JUSTIFICATIONS } from '../../findings/export/justification.ts'
import { EXCEPTION_KINDS, EXCEPTION_STATUSES, LAPSE_REASONS, SCOPES } from '../../model/exception.ts'
import { id, listOf, page, paging, ref, severity, time } from './common.ts'
import { findingFilter } from './findings.ts'

const text = z.string().trim().min(1).max(4000)
const names = z.array(z.string().trim().min(1).max(500)).min(1).max(200)

const ruleTarget = z.object({
  type: z.literal('rule'),
  /** A condition in CEL over finding, asset, application, component and advisory, as in policies. */
  when: z.string().trim().min(1).max(4000),
})
const componentTarget = z.object({
  type: z.literal('component'),
  /** Package URL or name; a version in the purl means that version alone. */
  component: z.string().trim().min(1).max(1000),
  /** `<4.17.21`, `>=2 <2.17.1`; every version when absent. */
  versions: z.string().trim().min(1).max(500).optional(),
  /** Only of these vulnerabilities of it. */
  advisories: names.optional(),
})
const advisoryTarget = z.object({
  type: z.literal('advisory'),
  /** By any of its names. */
  advisory: z.string().trim().min(1).max(200),
})

/** What it is about: single findings, what a rule says, a package wherever it is used, a vulnerability in whatever it is. */
export const exceptionTarget = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('findings'),
    ids: z.array(id).min(1).max(10_000).optional(),
    /** Everything that matches now, instead of ids. */
    filter: findingFilter.optional(),
  }),
  ruleTarget,
  componentTarget,
  advisoryTarget,
])

/** Where it holds. `id` of the team, application or asset; none for everything. */
export const exceptionScope = z.object({ type: z.enum(SCOPES), id: id.optional() })

/** What ends it before its time. */
export const lapseConditions = z.object({
  /** CISA's catalogue (or a tool) says that it is exploited. */
  kev: z.boolean().default(true),
  /** The asset becomes reachable from the internet. */
  exposure: z.boolean().default(true),
  /** A version that fixes it becomes known. */
  fix: z.boolean().default(false),
  /** The score rises above this (0–100). */
  score: z.number().min(0).max(100).nullable().default(null),
  /** The severity rises above what it was. */
  severity: z.boolean().default(false),
})

export const newException = z.object({
  target: exceptionTarget,
  scope: exceptionScope.default({ type: 'everything' }),
  kind: z.enum(EXCEPTION_KINDS),
  /** VEX's word for why it is not affected; needed for `not_affected`. */
  justification: z.enum(JUSTIFICATIONS).nullable().default(null),
  reason: text,
  /** Needed for all kinds but `false_positive` and `not_affected`. */
  expiresAt: time.nullable().default(null),
  lapse: lapseConditions.default({ kev: true, exposure: true, fix: false, score: null, severity: false }),
})

/** What to preview: of an exception, what it covers. */
export const exceptionWish = newException.pick({ target: true, scope: true })

const person = z.object({ id: z.string(), name: z.string() })

export const exceptionApproval = z.object({
  by: person,
  verdict: z.enum(['approved', 'rejected']),
  comment: z.string(),
  at: time,
})

/** A target as it is kept: of findings only how many. */
const storedTarget = z.discriminatedUnion('type', [
  z.object({ type: z.literal('findings'), findings: z.number().int() }),
  ruleTarget,
  componentTarget,
  advisoryTarget,
])

export const exception = z.object({
  id,
  status: z.enum(EXCEPTION_STATUSES),
  target: storedTarget,
  /** The target in words: `CVE-2021-44228`, `lodash <4.17.21`, `12 findings`. */
  summary: z.string(),
  scope: z.object({ type: z.enum(SCOPES), id: id.nullable(), name: z.string().nullable() }),
  kind: z.enum(EXCEPTION_KINDS),
  justification: z.enum(JUSTIFICATIONS).nullable(),
  reason: z.string(),
  requestedBy: person,
  requestedAt: time,
  /** Why a second person has to approve; empty where none has to. */
  approvalReasons: z.array(z.string()),
  approvals: z.array(exceptionApproval),
  expiresAt: time.nullable(),
  lapse: lapseConditions,
  /** From when it counts. */
  activeAt: time.nullable(),
  endedAt: time.nullable(),
  /** Why it ended: who revoked it and why, what made it lapse. */
  endReason: z.string().nullable(),
  /** Findings that it covers now; that it would cover while it is pending. */
  findings: z.number().int(),
  /** Findings of it that lapsed, by why. */
  lapsed: z.array(z.object({ reason: z.enum(LAPSE_REASONS), findings: z.number().int() })),
  /** Whether who asks may approve it. */
  mayApprove: z.boolean(),
})

export const exceptions = page(exception).extend({
  byStatus: z.partialRecord(z.enum(EXCEPTION_STATUSES), z.number().int()),
})

export const exceptionQuery = z.object({
  ...paging,
  status: listOf(z.enum(EXCEPTION_STATUSES)),
  target: listOf(z.enum(['findings', 'rule', 'component', 'advisory'])),
  kind: listOf(z.enum(EXCEPTION_KINDS)),
  q: z.string().max(200).optional(),
  /** Those that end until then. */
  endsBefore: time.optional(),
  /** Those that cover this finding. */
  finding: id.optional(),
})

export const approval = z.object({
  verdict: z.enum(['approved', 'rejected']),
  comment: z.string().trim().max(4000).default(''),
})
export const revocation = z.object({ reason: text })

/** What an exception would cover, before it is asked for. */
export const exceptionPreview = z.object({
  findings: z.number().int(),
  assets: z.number().int(),
  bySeverity: z.partialRecord(severity, z.number().int()),
  /** The highest scores among them. */
  examples: z.array(
    z.object({ id, title: z.string(), severity, score: z.number(), location: z.string(), asset: ref }),
  ),
  /** There was no time to look at everything that it may cover: the figures are of what was looked at. */
  partial: z.boolean(),
  /** Assets that were looked at, of those in which it may be. */
  looked: z.object({ assets: z.number().int(), of: z.number().int() }),
  approvalReasons: z.array(z.string()),
})

/** From where on a second person has to approve, and how long an exception may last. */
export const exceptionSettings = z.object({
  approveFrom: z.object({
    /** Findings of this severity or a higher one; null = whatever the severity. */
    severity: severity.nullable(),
    /** A score from this on; null = whatever the score. */
    score: z.number().min(0).max(100).nullable(),
    /** More findings than this at once; null = however many. */
    findings: z.number().int().min(1).nullable(),
    /** What covers findings that come later: rules, components, advisories. */
    standing: z.boolean(),
  }),
  /** Longest time until it runs out. */
  maxDays: z.number().int().min(1).max(3650),
  /** Where a decision in the list of findings names no end. */
  defaultDays: z.number().int().min(1).max(3650),
})
