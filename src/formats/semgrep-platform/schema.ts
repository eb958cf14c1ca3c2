import { z } from 'zod'
import { anything, label, listOf, needed, number, part, position, text, texts } from '../values/lenient.ts'

const repository = part(z.object({ name: text, url: text }))

const rule = z.object({
  name: text,
  message: text,
  confidence: text,
  vulnerability_classes: texts,
  cwe_names: texts,
  owasp_names: texts,
})

const assistant = z.object({
  autofix: part(z.object({ fix_code: text })),
  guidance: part(z.object({ summary: text, instructions: text })),
  autotriage: part(z.object({ verdict: text, reason: text })),
  component: part(z.object({ tag: text, risk: text })),
})

/** Of `/findings`, for code and for packages. */
export const findingSchema = z.object({
  rule_name: needed,
  rule_message: text,
  id: label,
  ref: text,
  repository,
  line_of_code_url: text,
  match_based_id: text,
  state: text,
  status: text,
  triage_state: text,
  triage_reason: text,
  triage_comment: text,
  severity: text,
  confidence: text,
  categories: texts,
  created_at: text,
  location: part(
    z.object({ file_path: text, line: position, column: position, end_line: position, end_column: position }),
  ),
  rule: part(rule),
  assistant: part(assistant),
  external_ticket: part(z.object({ external_slug: text, url: text })),
  vulnerability_identifier: text,
  reachability: text,
  reachable_condition: text,
  epss_score: part(z.object({ score: number, percentile: number })),
  found_dependency: part(
    z.object({ package: text, version: label, ecosystem: text, transitivity: text, lockfile_line_url: text }),
  ),
  fix_recommendations: listOf(z.object({ package: text, version: label })),
  is_malicious: anything,
})

/** Of `/secrets`. */
export const secretSchema = z.object({
  type: needed,
  /** `src/db.py:10` */
  findingPath: needed,
  findingPathUrl: text,
  id: label,
  ref: text,
  repository,
  severity: text,
  confidence: text,
  validationState: text,
  status: text,
  createdAt: text,
  ruleHashId: text,
  historicalInfo: part(z.object({ gitCommit: text })),
})

export type Finding = z.output<typeof findingSchema>
export type Secret = z.output<typeof secretSchema>
