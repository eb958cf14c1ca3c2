import { z } from 'zod'
import { REACHES, type Reach } from '../../model/reachability.ts'
import {
  anything,
  flag,
  label,
  listOf,
  needed,
  number,
  part,
  position,
  text,
  texts,
} from '../values/lenient.ts'

// docs/stance-format.md says what each field means. Only what makes a finding a finding must fit; the rest is taken where it does.

const place = {
  path: text,
  line: position,
  endLine: position,
  column: position,
  endColumn: position,
  snippet: text,
  symbol: text,
}

const step = z.object({ ...place, path: needed, message: text })

const affected = z.object({
  name: text,
  version: label,
  purl: text,
  path: text,
  fixVersions: texts,
  direct: flag,
  chain: texts,
})

const endpoint = z.object({
  url: needed,
  method: text,
  parameter: text,
  request: text,
  response: text,
  evidence: text,
})

const resource = z.object({
  address: needed,
  type: text,
  provider: text,
  region: text,
  account: label,
})

const reaches = z.enum(REACHES)
/** One of the ladder's words, or an object with it. */
const reach = z.union([
  z.object({ level: reaches, atMost: flag, evidence: text, confidence: number }),
  reaches.transform((level): { level: Reach; atMost?: boolean; evidence?: string; confidence?: number } => ({
    level,
  })),
])

const fingerprints = z.record(z.string(), z.string())

export const findingShape = z.object({
  title: needed,
  kind: text,
  rule: label,
  description: text,
  severity: label,
  confidence: text,
  cwe: anything,
  cve: texts,
  advisories: texts,
  cvss: anything,
  ...place,
  location: part(step),
  related: listOf(step),
  flow: listOf(step),
  package: text,
  version: label,
  purl: text,
  fix: texts,
  direct: flag,
  component: part(affected),
  url: text,
  method: text,
  parameter: text,
  request: text,
  response: text,
  evidence: text,
  endpoint: part(endpoint),
  resource: part(
    z.union([resource, needed.transform((address): z.output<typeof resource> => ({ address }))]),
  ),
  secret: text,
  controls: texts,
  references: texts,
  remediation: text,
  fingerprint: text,
  fingerprints: part(fingerprints),
  epss: number,
  knownExploited: flag,
  reachability: part(reach),
  state: text,
  reason: text,
  seenAt: anything,
  tags: texts,
  tool: text,
})

export type Finding = z.output<typeof findingShape>

export const componentShape = z.object({
  name: needed,
  ref: label,
  group: text,
  version: label,
  purl: text,
  cpe: text,
  componentType: text,
  licenses: texts,
  hashes: part(z.record(z.string(), z.string())),
  scope: text,
  direct: flag,
  deprecated: text,
  wanted: texts,
  supplier: text,
  path: text,
  root: flag,
  reach: part(reach),
  dependsOn: texts,
})

export type ComponentEntry = z.output<typeof componentShape>

export const assetShape = z.object({
  kind: z.string(),
  name: needed,
  attributes: part(z.record(z.string(), z.string())),
})

const tool = z.object({ name: text, version: label })

export const headerShape = z.object({
  tool: part(z.union([tool, z.string().transform((name): z.output<typeof tool> => ({ name }))])),
  toolVersion: label,
  target: text,
  producedAt: anything,
  branch: text,
  revision: text,
})
