import { z } from 'zod'
import { asObject, isObject, type Json } from '../values/fields.ts'
import { anything, label, listOf, part, text } from '../values/lenient.ts'
import type { Told } from './item.ts'

const project = part(z.object({ fullPath: text, full_path: text, nameWithNamespace: text, name: text }))

const identifier = z.object({
  externalType: text,
  external_type: text,
  externalId: label,
  external_id: label,
  name: text,
  url: text,
})

/** A vulnerability of GraphQL (`reportType`), of REST (`report_type`, with a finding), or a finding of REST (`name`). */
export const nodeSchema = z.object({
  id: label,
  uuid: text,
  title: text,
  name: text,
  description: text,
  severity: text,
  confidence: text,
  state: text,
  reportType: text,
  report_type: text,
  solution: text,
  identifiers: listOf(identifier),
  scanner: part(z.object({ name: text })),
  location: anything,
  links: anything,
  cvss: listOf(z.object({ vendor: text, vector: text })),
  webUrl: text,
  detectedAt: text,
  created_at: text,
  dismissalReason: text,
  dismissal_reason: text,
  stateComment: text,
  finding: part(z.object({ raw_metadata: text })),
  project,
})

type Node = z.output<typeof nodeSchema>

export const projectOf = (node: Node): string | undefined =>
  node.project?.fullPath ??
  node.project?.full_path?.replace(/^\//, '') ??
  node.project?.nameWithNamespace ??
  node.project?.name

export function toldByNode(node: Node): Told {
  // GitLab keeps what the scanner wrote, as text.
  const said = metadataIn(node.finding?.raw_metadata)
  const identifiers = node.identifiers.map((one) => ({
    type: (one.externalType ?? one.external_type)?.toLowerCase(),
    value: one.externalId ?? one.external_id ?? one.name,
    name: one.name,
    url: one.url,
  }))
  const own = {
    name: node.title ?? node.name,
    description: node.description,
    severity: node.severity,
    confidence: node.confidence,
    solution: node.solution,
    scanner: node.scanner,
    location: locationOf(node.location),
    links: linksOf(node.links),
    cvss_vectors: node.cvss,
    ...(identifiers.length > 0 && { identifiers }),
  }
  return {
    type: node.reportType ?? node.report_type,
    state: node.state,
    reason: node.dismissalReason ?? node.dismissal_reason,
    comment: node.stateComment,
    detectedAt: node.detectedAt ?? node.created_at,
    id: node.id?.replace(/^gid:\/\/gitlab\/Vulnerability\//, '') ?? node.uuid,
    url: node.webUrl,
    value: { ...said, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) },
  }
}

function metadataIn(text: string | undefined): Json {
  try {
    return asObject(JSON.parse(text ?? '')) ?? {}
  } catch {
    return {}
  }
}

const NAMES: Record<string, string> = {
  startLine: 'start_line',
  endLine: 'end_line',
  vulnerableClass: 'class',
  vulnerableMethod: 'method',
  operatingSystem: 'operating_system',
  kubernetesResource: 'kubernetes_resource',
}

/** GraphQL has its own names for the members of a report's location. */
const locationOf = (value: unknown): Json | undefined =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [NAMES[name] ?? name, item]))
    : undefined

const linksOf = (value: unknown): unknown[] | undefined => {
  const list = isObject(value) ? value.nodes : value
  return Array.isArray(list) ? list : undefined
}
