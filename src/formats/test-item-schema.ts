import { z } from 'zod'
import { DATA_CLASSES, EXPOSURES } from '../model/application.ts'
import { ASSET_KINDS } from '../model/asset.ts'
import { LINK_KINDS, NODE_KINDS } from '../model/estate.ts'
import { STATES } from '../model/finding-state.ts'
import { KINDS } from '../model/kind.ts'
import { REACHES } from '../model/reachability.ts'
import { SEVERITIES } from '../model/severity.ts'

// For tests: what every item of every reader must be, to the letter. Strict objects: a field that the model does not have is a mistake.

const said = z.string().refine((value) => value.trim() !== '', 'says nothing')
const line = z.number().int().positive()
const place = z.strictObject({
  path: said.refine(
    (path) => !/^\/|\\|^\.\.?\/|^file:/.test(path),
    'is not relative to the root with slashes',
  ),
  line: line.optional(),
  endLine: line.optional(),
  column: line.optional(),
  endColumn: line.optional(),
  snippet: said.optional(),
  symbol: said.optional(),
  message: said.optional(),
})
const purl = z.string().startsWith('pkg:')
const time = z.iso.datetime()
const texts = z.array(said).min(1)

const cvss = z.strictObject({
  vector: z
    .string()
    .regex(/^(?:CVSS:(?:3\.[01]|4\.0)\/)?AV:/)
    .optional(),
  score: z.number().min(0).max(10).optional(),
  version: z.enum(['2.0', '3.0', '3.1', '4.0']).optional(),
  source: said.optional(),
})

const affected = z.strictObject({
  name: said,
  version: said.optional(),
  purl: purl.optional(),
  path: said.optional(),
  fixVersions: texts.optional(),
  direct: z.boolean().optional(),
  scope: z.enum(['runtime', 'development', 'optional', 'test']).optional(),
  chain: texts.optional(),
})

const observation = z.strictObject({
  type: z.literal('observation'),
  kind: z.enum(KINDS),
  rule: said,
  title: said.refine(
    (title) => title.length <= 200 && !/[\r\n]/.test(title),
    'is not one line of at most 200 characters',
  ),
  description: said.optional(),
  severity: z.enum(SEVERITIES),
  toolSeverity: said.optional(),
  confidence: z.enum(['high', 'medium', 'low']).optional(),
  cvss: z.array(cvss).min(1).optional(),
  cwes: z.array(z.number().int().positive()).min(1).optional(),
  advisories: texts.optional(),
  location: place.optional(),
  related: z.array(place).min(1).optional(),
  flow: z.array(place).min(1).optional(),
  component: affected.optional(),
  endpoint: z
    .strictObject({
      url: said,
      method: said.optional(),
      parameter: said.optional(),
      request: said.optional(),
      response: said.optional(),
      evidence: said.optional(),
    })
    .optional(),
  resource: z
    .strictObject({
      address: said,
      type: said.optional(),
      provider: said.optional(),
      region: said.optional(),
      account: said.optional(),
    })
    .optional(),
  secret: z.string().optional(),
  secretMasked: said.optional(),
  secretHash: z.string().optional(),
  controls: texts.optional(),
  references: texts.optional(),
  remediation: said.optional(),
  fingerprints: z.record(said, said).optional(),
  epss: z.number().min(0).max(1).optional(),
  knownExploited: z.boolean().optional(),
  reachability: z
    .strictObject({ level: z.enum(REACHES), atMost: z.literal(true).optional(), evidence: said.optional() })
    .optional(),
  verdict: z.strictObject({ state: z.enum(STATES), reason: said.optional(), source: said }).optional(),
  seenAt: time.optional(),
  tags: texts.optional(),
  tool: said.optional(),
  raw: said,
})

const component = z.strictObject({
  type: z.literal('component'),
  ref: said,
  name: said,
  group: said.optional(),
  version: said.optional(),
  purl: purl.optional(),
  cpe: said.optional(),
  componentType: said.optional(),
  licenses: texts.optional(),
  hashes: z.record(said, said).optional(),
  scope: z.enum(['runtime', 'development', 'optional', 'test']).optional(),
  direct: z.boolean().optional(),
  supplier: said.optional(),
  path: said.optional(),
  root: z.boolean().optional(),
  reach: z
    .strictObject({
      level: z.enum(REACHES),
      atMost: z.boolean(),
      evidence: said,
      confidence: z.number().min(0).max(1),
      uses: z.record(said, said).optional(),
    })
    .optional(),
})

const header = z.strictObject({
  type: z.literal('header'),
  tool: said.optional(),
  toolVersion: said.optional(),
  target: said.optional(),
  producedAt: time.optional(),
  branch: said.optional(),
  revision: said.optional(),
})

// Of the repository the name is empty: it is the asset itself.
const nodeRef = { kind: z.enum(NODE_KINDS), name: z.string() }

const node = z.strictObject({
  type: z.literal('node'),
  ...nodeRef,
  place: said.optional(),
  exposure: z.enum(EXPOSURES).optional(),
  authenticated: z.boolean().optional(),
  dataClasses: z.array(z.enum(DATA_CLASSES)).min(1).optional(),
  attributes: z.record(said, z.string()).optional(),
})

const policy = z.strictObject({ type: z.literal('policy'), text: said })
const owner = z.strictObject({ type: z.literal('owner'), path: said, owner: z.string(), source: z.string() })

const link = z.strictObject({
  type: z.literal('link'),
  from: z.object(nodeRef),
  kind: z.enum(LINK_KINDS),
  to: z.object(nodeRef),
  evidence: z.string(),
  confidence: z.number().min(0).max(1),
})

export const itemSchema = z.discriminatedUnion('type', [
  header,
  node,
  link,
  owner,
  policy,
  observation,
  component,
  z.strictObject({ type: z.literal('dependency'), ref: said, dependsOn: z.array(said) }),
  z.strictObject({
    type: z.literal('asset'),
    kind: z.enum(ASSET_KINDS),
    name: said,
    attributes: z.record(said, z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('problem'),
    where: z.string(),
    message: said,
    incomplete: z.literal(true).optional(),
  }),
])

/** What is wrong with an item, as text; empty when it is right. Members that are present but undefined are wrong too. */
export function flawsOf(item: unknown): string[] {
  const result = itemSchema.safeParse(item)
  const issues = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  return [...issues, ...undefinedIn(item, '')]
}

function undefinedIn(value: unknown, path: string): string[] {
  if (value === undefined) return [`${path}: is undefined`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    undefinedIn(item, path === '' ? key : `${path}.${key}`),
  )
}
