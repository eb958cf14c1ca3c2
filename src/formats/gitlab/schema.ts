import { z } from 'zod'
import { anything, flag, label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'

// https://gitlab.com/gitlab-org/security-products/security-report-schemas, versions 2 to 15; what older ones called otherwise is beside it.

const named = part(z.object({ id: text, name: text, version: text }))

export const scanSchema = z.object({
  type: text,
  status: text,
  start_time: text,
  end_time: text,
  scanner: named,
  messages: listOf(z.object({ level: text })),
  scanned_resources: listOf(z.object({ url: text })),
})

const headers = listOf(z.object({ name: text, value: label }))

export const messageSchema = z.object({
  name: text,
  request: part(z.object({ method: text, url: text, headers, body: text })),
  response: part(z.object({ status_code: label, reason_phrase: text, headers, body: text })),
})

const evidence = messageSchema.extend({
  summary: text,
  source: part(z.object({ id: text, name: text, url: text })),
  supporting_messages: listOf(messageSchema),
})

const dependency = z.object({
  package: part(z.object({ name: text })),
  version: label,
  direct: flag,
  iid: label,
  dependency_path: listOf(z.object({ iid: label })),
})

const kubernetes = z.object({
  namespace: text,
  kind: text,
  name: text,
  container_name: text,
  cluster_id: label,
  agent_id: label,
})

/** A scanner's word for not knowing. */
const said = text.transform((value) => (/^unknown$/i.test(value ?? '') ? undefined : value))

const location = z.object({
  file: text,
  start_line: position,
  end_line: position,
  class: text,
  method: text,
  commit: part(z.object({ sha: text, author: text, date: text })),
  dependency: part(dependency),
  operating_system: said,
  image: said,
  kubernetes_resource: part(kubernetes),
  hostname: text,
  path: text,
  param: text,
  crash_address: text,
  crash_state: text,
  crash_type: text,
  stacktrace_snippet: text,
})

const identifier = z.object({ type: text, name: text, value: label, url: text })

const signature = z.object({ algorithm: text, value: text })

export const vulnerabilitySchema = z
  .object({
    id: label,
    category: text,
    name: text,
    message: text,
    description: text,
    severity: text,
    priority: text,
    confidence: text,
    solution: text,
    /** A key of the finding in versions before 15, which remediations of those times name. */
    cve: text,
    scanner: named,
    location: part(location),
    identifiers: listOf(identifier),
    links: listOf(z.object({ url: text })),
    cvss_vectors: listOf(z.object({ vendor: text, vector: text })),
    details: anything,
    tracking: part(z.object({ items: listOf(z.object({ signatures: listOf(signature) })) })),
    flags: listOf(z.object({ type: text, origin: text, description: text })),
    evidence: part(evidence),
    assets: listOf(z.object({ name: text, url: text })),
    discovered_at: text,
    raw_source_code_extract: text,
    /** Of version 1. */
    file: text,
    line: position,
    url: text,
  })
  .refine(({ identifiers, name, message }) => name ?? message ?? identifiers[0], { path: ['name'] })

export const dependencyFileSchema = z.object({
  path: needed,
  package_manager: text,
  dependencies: z.array(z.unknown()),
})

export const dependencySchema = dependency.refine((entry) => entry.package?.name, { path: ['package'] })

export const remediationSchema = z.object({
  fixes: listOf(z.object({ id: label, cve: text })),
  summary: text,
  diff: text,
})

export const licenseSchema = z.object({ id: label, name: text })

export const licensedSchema = z.object({
  name: needed,
  version: label,
  package_manager: text,
  path: text,
  licenses: texts,
})

export type Vulnerability = z.output<typeof vulnerabilitySchema>
export type Location = NonNullable<Vulnerability['location']>
export type Message = z.output<typeof messageSchema>
