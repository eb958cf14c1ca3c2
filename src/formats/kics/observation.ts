import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { cwesOf } from '../values/cwe.ts'
import { asList } from '../values/fields.ts'
import { anything, label, needed, position, shaped, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { resourceOf } from './resource.ts'

export const querySchema = z.object({
  query_name: needed,
  query_id: needed,
  query_url: text,
  severity: text,
  platform: text,
  cwe: label,
  cloud_provider: text,
  category: text,
  description: text,
  files: anything,
})

const fileSchema = z.object({
  file_name: needed,
  similarity_id: text,
  line: position,
  resource_type: text,
  resource_name: text,
  issue_type: text,
  search_key: text,
  expected_value: text,
  actual_value: text,
  remediation: text,
})

type Query = z.output<typeof querySchema>
export type File = z.output<typeof fileSchema>

/** One observation for each place that a query has found. */
export function* observationsOf(query: Query, element: Element): Generator<Observation | Problem> {
  const { files, ...rest } = element.value as Record<string, unknown>
  for (const [index, value] of asList(query.files).entries()) {
    const file = shaped(fileSchema, { where: `${element.where}/files/${index}`, value })
    yield file.type === 'problem'
      ? file
      : observationOf(query, file.value, JSON.stringify({ ...rest, files: [value] }))
  }
}

function observationOf(query: Query, file: File, raw: string): Observation {
  const actual = file.actual_value && `Found: ${file.actual_value}`
  return observe({
    kind: kindOf(query),
    rule: query.query_id,
    title: query.query_name,
    description: [query.description, actual].filter(Boolean).join('\n\n') || undefined,
    severity: severityOf(query.severity),
    toolSeverity: query.severity,
    cwes: cwesOf(query.cwe),
    location: { path: relativePath(file.file_name), ...(file.line && { line: file.line }) },
    resource: resourceOf(query.platform, file),
    references: linksOf(query.query_url),
    remediation: file.expected_value ?? file.remediation,
    fingerprints: file.similarity_id ? { kics: file.similarity_id } : undefined,
    tags: [query.category, query.platform, query.cloud_provider, file.issue_type].filter(
      (tag): tag is string => tag !== undefined,
    ),
    raw,
  })
}

const severityOf = (word: string | undefined): Severity =>
  word?.toUpperCase() === 'TRACE' ? 'info' : severityOfWord(word)

function kindOf({ query_name, platform, category }: Query): Kind {
  if (/^passwords and secrets/i.test(query_name) || category === 'Secret Management') return 'secret'
  if (platform === 'CICD') return 'pipeline'
  return platform === 'OpenAPI' ? 'api' : 'config'
}
