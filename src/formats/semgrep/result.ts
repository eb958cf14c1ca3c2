import { z } from 'zod'
import { anything, flag, label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'

export const place = z.object({ line: position, col: position })

/** Metadata is the rule author's own: every field is a habit of the registry, none is certain. */
const metadata = z.object({
  category: text,
  subcategory: texts,
  asvs: part(z.object({ version: label, control_id: text, control_url: text })),
  confidence: text,
  cwe: texts,
  owasp: texts,
  technology: texts,
  vulnerability_class: texts,
  product: text,
  references: texts,
  source: text,
  'source-rule-url': texts,
  cve: texts,
  ghsa: texts,
  'sca-severity': text,
  'sca-vuln-database-identifier': texts,
  'sca-fix-versions': listOf(z.record(z.string(), z.string())),
})

const scaInfo = z.object({
  reachable: flag,
  dependency_match: z.object({
    found_dependency: z.object({
      package: z.string(),
      version: text,
      ecosystem: text,
      transitivity: text,
      lockfile_path: text,
      manifest_path: text,
    }),
    lockfile: text,
    dependency_paths: listOf(z.object({ nodes: listOf(z.object({ package: z.string(), version: label })) })),
  }),
})

/** `cli_match` of the output's interface definition, the fields read here; `check_id` and `path` are always there. */
export const resultSchema = z.object({
  check_id: needed,
  path: needed,
  start: part(place),
  end: part(place),
  extra: part(
    z.object({
      message: text,
      severity: text,
      fix: text,
      fingerprint: text,
      lines: text,
      is_ignored: flag,
      validation_state: text,
      metadata: part(metadata),
      sca_info: part(scaInfo),
      historical_info: part(z.object({ git_commit: text })),
      dataflow_trace: part(
        z.object({ taint_source: anything, intermediate_vars: anything, taint_sink: anything }),
      ),
    }),
  ),
})

export type Result = z.output<typeof resultSchema>
export type Extra = NonNullable<Result['extra']>
export type ScaInfo = z.output<typeof scaInfo>
export type Metadata = z.output<typeof metadata>
