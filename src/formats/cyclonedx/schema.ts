import { z } from 'zod'
import { label, listOf, needed, number, part, position, text, texts } from '../values/lenient.ts'

/** `schema` over what `reshape` makes of the value, for fields that versions of the specification write in different shapes. */
const reshaped = <S extends z.ZodType>(reshape: (value: unknown) => unknown, schema: S) =>
  z
    .unknown()
    .optional()
    .transform((value) => schema.parse(value === undefined ? undefined : reshape(value)))

const named = z.object({ name: text })

/** A component or service, as far as it is read. https://cyclonedx.org/docs/1.7/json/#components */
export const componentSchema = z.object({
  'bom-ref': label,
  type: text,
  group: text,
  name: needed,
  version: label,
  purl: text,
  cpe: text,
  scope: text,
  publisher: text,
  author: text,
  supplier: part(named),
  manufacturer: part(named),
  provider: part(named),
  licenses: listOf(z.object({ license: part(z.object({ id: text, name: text })), expression: text })),
  hashes: listOf(z.object({ alg: z.string(), content: z.string() })),
  properties: listOf(z.object({ name: z.string(), value: z.string() })),
  evidence: part(
    z.object({
      occurrences: listOf(z.object({ location: z.string() })),
      callstack: part(
        z.object({
          frames: listOf(z.object({ module: text, function: text, fullFilename: text, line: position })),
        }),
      ),
      identity: reshaped(
        (identity) => [identity].flat(),
        listOf(z.object({ methods: listOf(z.object({ technique: text, value: text })) })),
      ),
    }),
  ),
  components: listOf(z.unknown()),
  services: listOf(z.unknown()),
  /** XML extension of before 1.4: vulnerabilities inside the component that has them. */
  vulnerabilities: listOf(z.unknown()),
})

export type BomComponent = z.output<typeof componentSchema>

export const metadataSchema = z.object({
  timestamp: text,
  /** A list until 1.4, an object with components and services since 1.5. */
  tools: reshaped(
    (tools) =>
      Array.isArray(tools) ? tools : [...membersOf(tools, 'components'), ...membersOf(tools, 'services')],
    listOf(z.object({ name: text, version: label })),
  ),
  component: z.unknown().optional(),
})

const membersOf = (value: unknown, key: string): unknown[] => {
  const members = (value as Record<string, unknown> | null | undefined)?.[key]
  return Array.isArray(members) ? members : []
}

export const dependencySchema = z.object({ ref: needed, dependsOn: texts })

const sourceSchema = part(z.object({ name: text, url: text }))

export const ratingSchema = z.object({
  source: sourceSchema,
  /** In the XML extension of before 1.4 an element with `base` in it. */
  score: reshaped((score) => (score as { base?: unknown } | null)?.base ?? score, number),
  severity: text,
  method: text,
  vector: text,
})

export type Rating = z.output<typeof ratingSchema>

export const affectedSchema = z.object({
  ref: needed,
  versions: listOf(z.object({ version: label, range: text, status: text })),
})

export type Affected = z.output<typeof affectedSchema>

/** https://cyclonedx.org/docs/1.7/json/#vulnerabilities */
export const vulnerabilitySchema = z.object({
  id: needed,
  /** Only in the XML extension of before 1.4. */
  ref: text,
  source: sourceSchema,
  references: listOf(z.object({ id: text, source: sourceSchema })),
  ratings: listOf(ratingSchema),
  cwes: listOf(z.union([z.number(), z.string()])),
  description: text,
  detail: text,
  recommendation: text,
  recommendations: texts,
  workaround: text,
  advisories: listOf(z.union([z.string().transform((url) => ({ url })), z.object({ url: text })])),
  rejected: text,
  analysis: part(z.object({ state: text, justification: text, response: texts, detail: text })),
  affects: listOf(z.unknown()),
  properties: listOf(z.object({ name: z.string(), value: z.string() })),
})

export type Vulnerability = z.output<typeof vulnerabilitySchema>
