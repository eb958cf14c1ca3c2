import { z } from 'zod'
import type { CodeLocation } from '../../model/observation.ts'
import type { Input, ReadContext } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { listOf, number, part, text, texts } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'

export const COMPONENTS = '/report/metadata/components/*'
export const DEPENDENCIES = '/report/metadata/dependencies/*'
export const SECRETS = '/report/metadata/secrets/*'
export const VIOLATIONS = '/report/metadata/violations/*'
export const VULNERABILITIES = '/report/metadata/vulnerabilities/*'

/** What no version is. */
const version = text.transform((said) => (said === 'Generic' ? undefined : said))

const identitySchema = z.object({
  product: text,
  version,
  purl: text,
  cpe: text,
  license: text,
  publisher: text,
  dependencies: texts,
  vulnerabilities: part(z.object({ active: texts, triaged: texts })),
})

const componentSchema = z.object({
  name: text,
  path: text,
  classification: part(z.object({ status: text, result: text })),
  hashes: listOf(z.tuple([z.string(), z.string()])),
  identity: part(identitySchema),
})

export type Identity = z.output<typeof identitySchema>
export type FilePart = z.output<typeof componentSchema>

const references = z.object({ component: texts })

export const violationSchema = z.object({
  rule_id: z.string().regex(/\S/),
  category: text,
  description: text,
  severity: text,
  status: text,
  effort: text,
  priority: number,
  references: part(references),
})

export const evidenceSchema = z.object({
  rule_id: text,
  /** The hash of the secret behind `rl-sha256:`; blank where there is none. */
  secret: text,
  line_number: number,
  canary: z.unknown(),
  liveness: text,
  references: part(references),
})

export const secretSchema = z.object({ service: text, exposed: z.unknown(), evidence: z.array(z.unknown()) })

export const vulnerabilitySchema = z.object({
  cvss: part(
    z.object({ baseScore: z.unknown(), version: z.unknown(), metrics: listOf(z.tuple([text, text])) }),
  ),
  exploit: texts,
  name: text,
  violations: texts,
})

/** What the findings of a report point at. */
export interface Parts {
  /** Files, by their id. */
  files: Map<string, FilePart>
  /** Packages that files are made of, by their id. */
  packages: Map<string, Identity>
  /** What rules say of their severity. */
  severities: Map<string, string>
  /** Rules that only sum up vulnerabilities or secrets, which stand for themselves. */
  detailed: Set<string>
}

export async function partsOf(input: Input, context: ReadContext): Promise<Parts> {
  const parts: Parts = { files: new Map(), packages: new Map(), severities: new Map(), detailed: new Set() }
  const patterns = [COMPONENTS, DEPENDENCIES, SECRETS, VIOLATIONS, VULNERABILITIES]
  for await (const element of eachElement(input, context, patterns))
    if (element.type !== 'problem') note(element, parts)
  return parts
}

function note({ pattern, where, value }: Element, parts: Parts): void {
  if (pattern === COMPONENTS) {
    const file = readBy(componentSchema, value)
    if (file) parts.files.set(keyAt(where), file)
  } else if (pattern === DEPENDENCIES) {
    const identity = readBy(identitySchema, value)
    if (identity) parts.packages.set(keyAt(where), identity)
  } else if (pattern === VIOLATIONS) {
    const { rule_id, severity } = readBy(violationSchema, value) ?? {}
    if (rule_id && severity) parts.severities.set(rule_id, severity)
  } else {
    const rules =
      pattern === SECRETS
        ? secretSchema.safeParse(value).data?.evidence.map((one) => readBy(evidenceSchema, one)?.rule_id)
        : readBy(vulnerabilitySchema, value)?.violations
    for (const rule of rules ?? []) if (rule) parts.detailed.add(rule)
  }
}

/** The place of a file in what was scanned; the scanned file itself has no path. */
export const pathOf = (file: FilePart): string => relativePath(file.path ?? file.name ?? '')

/** The places of the files that something points at. */
export const placesOf = (ids: string[] | undefined, { files }: Parts): CodeLocation[] =>
  (ids ?? []).flatMap((id) => {
    const file = files.get(id)
    const path = file && pathOf(file)
    return path ? [{ path }] : []
  })
