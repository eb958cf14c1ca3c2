import { z } from 'zod'
import { anything, listOf, needed, number, part, position, text, texts } from '../values/lenient.ts'

const range = part(z.tuple([position, position]))

/** What a package or license check adds. */
const vulnerability = z.object({
  id: text,
  severity: text,
  package_name: z.string(),
  package_version: text,
  package_type: text,
  link: text,
  cvss: number,
  vector: text,
  description: text,
  lowest_fixed_version: text,
  fixed_versions: texts,
  fix_version: text,
  root_package_name: text,
  root_package_version: text,
  license: text,
})

export const recordSchema = z.object({
  check_id: needed,
  file_path: needed,
  check_name: text,
  check_result: part(z.object({ result: text, suppress_comment: text })),
  resource: text,
  resource_address: text,
  repo_file_path: text,
  file_line_range: range,
  code_block: listOf(z.tuple([z.number(), z.string()])),
  caller_file_path: text,
  caller_file_line_range: range,
  severity: text,
  guideline: text,
  bc_check_id: text,
  description: text,
  short_description: text,
  details: texts,
  fixed_definition: text,
  benchmarks: part(z.record(z.string(), anything)),
  vulnerability_details: part(vulnerability),
  validation_status: text,
  added_commit_hash: text,
})

export type Record = z.output<typeof recordSchema>
export type Vulnerability = z.output<typeof vulnerability>
