import { z } from 'zod'
import { ASSET_KINDS } from '../../model/asset.ts'
import { id, kind, listOf, paging, ref, time } from './common.ts'

export const format = z.object({
  id: z.string(),
  name: z.string(),
  link: z.string(),
  extensions: z.array(z.string()),
  kinds: z.array(kind),
  howTo: z.string(),
  /** Described by this organisation in a mapping, of this version. */
  own: z.boolean(),
  version: z.number().int().nullable(),
})

/** What an upload did to the findings of its scope. */
export const outcome = z.object({
  new: z.number().int(),
  unchanged: z.number().int(),
  moved: z.number().int(),
  changed: z.number().int(),
  reopened: z.number().int(),
  fixed: z.number().int(),
  /** Observations that joined a finding which another observation had opened. */
  merged: z.number().int(),
})

export const REPORT_STATUSES = ['queued', 'reading', 'matching', 'done', 'unchanged', 'failed'] as const

export const report = z.object({
  id,
  asset: ref.extend({ kind: z.enum(ASSET_KINDS) }),
  fileName: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  format: z.string().nullable(),
  /** By which version of the mapping `format` it was read; null for formats that come with Stance. */
  mappingVersion: z.number().int().nullable(),
  requestedFormat: z.string().nullable(),
  tools: z.array(z.string()),
  branch: z.string(),
  scope: z.string().nullable(),
  /** `unchanged`: the same bytes as the last upload of its scope; nothing was written. */
  status: z.enum(REPORT_STATUSES),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  observations: z.number().int(),
  components: z.number().int(),
  assets: z.number().int(),
  problems: z.number().int(),
  outcome: outcome.nullable(),
  uploadedBy: z.string(),
  uploadedAt: time,
  observedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
})

/** Query of `POST /reports`; the body is the report's bytes. */
export const upload = z.object({
  /** Asset's name; made when there is none of this name. */
  asset: z.string().trim().min(1).max(500),
  kind: z.enum(ASSET_KINDS).optional(),
  application: z.string().trim().min(1).max(200).optional(),
  format: z.string().max(100).optional(),
  branch: z.string().trim().min(1).max(500).optional(),
  scope: z.string().trim().max(500).optional(),
  fileName: z.string().max(500).default(''),
  /** When the tool looked, if the report does not say or says it wrong. */
  date: time.optional(),
})

export const reportQuery = z.object({
  ...paging,
  asset: id.optional(),
  status: listOf(z.enum(REPORT_STATUSES)),
  format: listOf(z.string()),
  q: z.string().max(200).optional(),
})

export const reportProblem = z.object({ seq: z.number().int(), where: z.string(), message: z.string() })
export const reread = z.object({ format: z.string() })
