import { z } from 'zod'
import { anything, label, needed, number, position, text, texts } from '../values/lenient.ts'

const truth = z
  .unknown()
  .transform((value) =>
    typeof value === 'boolean'
      ? value
      : /^t(?:rue)?$/i.test(String(value))
        ? true
        : /^f(?:alse)?$/i.test(String(value))
          ? false
          : undefined,
  )
  .optional()

const fields = {
  title: needed,
  severity: text,
  description: text,
  date: text,
  cwe: anything,
  cwes: anything,
  cve: text,
  vulnerability_ids: anything,
  epss_score: number,
  epss_percentile: number,
  cvssv3: text,
  cvssv3_score: number,
  cvssv4: text,
  cvssv4_score: number,
  mitigation: text,
  impact: text,
  steps_to_reproduce: text,
  severity_justification: text,
  references: text,
  active: truth,
  verified: truth,
  false_p: truth,
  duplicate: truth,
  out_of_scope: truth,
  risk_accepted: truth,
  under_review: truth,
  is_mitigated: truth,
  mitigated: text,
  param: text,
  payload: text,
  line: position,
  file_path: text,
  component_name: text,
  component_version: label,
  static_finding: truth,
  dynamic_finding: truth,
  scanner_confidence: number,
  unique_id_from_tool: label,
  vuln_id_from_tool: label,
  sast_source_object: text,
  sast_sink_object: text,
  sast_source_line: position,
  sast_source_file_path: text,
  service: text,
  planned_remediation_version: label,
  effort_for_fixing: text,
  tags: texts,
  known_exploited: truth,
  ransomware_used: truth,
  kev_date: text,
  fix_available: truth,
  fix_version: label,
  endpoints: anything,
  files: anything,
}

export const findingSchema = z.object(fields)

export type Finding = z.output<typeof findingSchema>

/** Names that findings may have; some of them say nothing that is read. */
export const FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(fields),
  ...['nb_occurences', 'numerical_severity', 'publish_date', 'planned_remediation_date', 'thread_id'],
])

/** Names by which such findings are told from those of other tools. */
export const TELLING: ReadonlySet<string> = new Set([
  ...['cvssv3', 'cvssv4', 'false_p', 'out_of_scope', 'is_mitigated', 'component_name', 'static_finding'],
  ...[
    'dynamic_finding',
    'unique_id_from_tool',
    'vuln_id_from_tool',
    'vulnerability_ids',
    'steps_to_reproduce',
  ],
  ...[
    'severity_justification',
    'sast_source_object',
    'risk_accepted',
    'epss_percentile',
    'numerical_severity',
  ],
])
