import { z } from 'zod'
import { ASSET_KINDS } from '../../model/asset.ts'
import { STATES } from '../../model/finding-state.ts'
import { TOOL_KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'

// How a team says what its own report means; docs/mapping.md is the guide. Only data: nothing in a mapping is run. The shapes are
// checked here, what they say of each other in flaws.ts.

export const SYNTAXES = ['json', 'ndjson', 'csv', 'xml'] as const
export type Syntax = (typeof SYNTAXES)[number]

export const LONGEST_PATH = 500
const HOW_PATH = 'write where it stands, such as policy/name'
const path = z.string({ error: HOW_PATH }).min(1, HOW_PATH).max(LONGEST_PATH)
const word = z.string().trim().min(1).max(500)

/** Their words → ours. Case and blanks around a word do not count. */
const wordsTo = <T extends z.ZodType>(ours: T) => z.record(word, ours)

export const STEPS = ['lower', 'upper', 'first-sentence', 'plain-text'] as const

const step = z.union(
  [
    z.enum(STEPS),
    z.strictObject({ split: z.string().min(1).max(20) }),
    z.strictObject({ capture: z.string().min(1).max(200) }),
    z.strictObject({ prefix: z.string().min(1).max(200) }),
    z.strictObject({ words: wordsTo(z.string().max(500)) }),
  ],
  { error: `write one of ${STEPS.join(', ')}, or one of split, capture, prefix, words with its value` },
)

const steps = z.array(step).min(1).max(10).optional()

const source = z.union(
  [
    path,
    z.strictObject({ path, steps }),
    z.strictObject({ constant: z.string().max(1000).regex(/\S/, 'write a text that says something') }),
    z.strictObject({ template: z.string().min(1).max(1000), steps }),
  ],
  { error: 'write a path, or an object with path, constant or template, and perhaps steps' },
)

/** Where a value comes from; of a list the first one that finds something. */
const value = z.union([source, z.array(source).min(1).max(10)], {
  error:
    'write a path, an object with path, constant or template, or a list of these: the first that finds something counts',
})

export type Step = z.infer<typeof step>
export type Source = z.infer<typeof source>
export type Value = z.infer<typeof value>

/** Fields that hold one text, and those that hold several; the names and meanings of docs/stance-format.md. */
export const TEXT_FIELDS = [
  ...(['title', 'rule', 'description', 'remediation', 'confidence'] as const),
  ...(['resource', 'resourceType', 'provider', 'region', 'account'] as const),
  ...(['path', 'line', 'endLine', 'column', 'endColumn', 'snippet', 'symbol'] as const),
  ...(['url', 'method', 'parameter', 'request', 'response', 'evidence'] as const),
  ...(['package', 'version', 'purl', 'direct'] as const),
  ...(['secret', 'fingerprint', 'epss', 'knownExploited', 'seenAt', 'tool'] as const),
] as const
export const LIST_FIELDS = ['cwe', 'advisories', 'cvss', 'fix', 'controls', 'references', 'tags'] as const
export type Field = (typeof TEXT_FIELDS)[number] | (typeof LIST_FIELDS)[number]

const optional = <N extends string>(names: readonly N[]) =>
  Object.fromEntries(names.map((name) => [name, value.optional()])) as Record<N, z.ZodOptional<typeof value>>

const fields = z.strictObject({
  ...optional(TEXT_FIELDS),
  ...optional(LIST_FIELDS),
  title: value,
})

const kind = z.enum(TOOL_KINDS)
const severity = z.enum(SEVERITIES)

const HOW_ID = 'write lower-case letters, digits and dashes, such as acme-review'

export const mappingSchema = z.strictObject({
  /** Version of this language. */
  mapping: z.literal(1).default(1),
  id: z
    .string()
    .max(60)
    .regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, HOW_ID),
  name: z.string().trim().min(1).max(100),
  description: z.string().max(2000).optional(),
  /** How such a file is made: a command, or where to click. */
  howTo: z.string().max(500).optional(),
  syntax: z.enum(SYNTAXES),
  /** Where the results are, from the document's root: `/alerts/*`. JSON and XML only. */
  elements: z.union([path, z.array(path).min(1).max(10)]).optional(),
  /** One finding for each of these inside of an element: `findings/*`. */
  each: path.optional(),
  /** How such a document is known; without it only by its name. */
  recognise: z
    .strictObject({
      /** JSON, NDJSON: paths that must be there; CSV: columns; XML: attributes of the root. */
      has: z.array(path).max(20).optional(),
      /** The same with the value that must stand there. */
      is: z.record(path, z.union([word, z.array(word).min(1).max(20)])).optional(),
      /** XML: local name of the root element. */
      root: word.optional(),
    })
    .optional(),
  /** Name of the tool; part of what makes findings the same. Left out: the mapping's id. */
  tool: z.string().trim().min(1).max(200).optional(),
  report: z
    .strictObject({
      toolVersion: value.optional(),
      target: value.optional(),
      producedAt: value.optional(),
      branch: value.optional(),
      revision: value.optional(),
    })
    .optional(),
  kind: z.union([kind, z.strictObject({ from: value, words: wordsTo(kind), else: kind })], {
    error: `write one of ${TOOL_KINDS.join(', ')}, or an object with from, words and else`,
  }),
  severity: z
    .strictObject({
      from: value,
      words: wordsTo(severity).optional(),
      /** From which number on it is that severe. */
      numbers: z.partialRecord(severity, z.number()).optional(),
      /** For words and numbers that are not here; left out: unknown, and told. */
      else: severity.optional(),
    })
    .optional(),
  /** What is no finding: a passed check. */
  skip: z
    .array(
      z.strictObject({
        from: value,
        is: z.array(word).min(1).max(100).optional(),
        isNot: z.array(word).min(1).max(100).optional(),
      }),
    )
    .max(20)
    .optional(),
  /** What the tool's own people decided. */
  verdict: z
    .strictObject({ from: value, words: wordsTo(z.enum(STATES)), reason: value.optional() })
    .optional(),
  fields,
  /** Assets that each element speaks of. */
  assets: z
    .array(
      z.strictObject({
        kind: z.enum(ASSET_KINDS),
        name: value,
        attributes: z
          .record(
            z.string().regex(/^(?!__)[\w.-]{1,100}$/, 'write a name of letters, digits, dots and dashes'),
            value,
          )
          .optional(),
      }),
    )
    .max(10)
    .optional(),
})

export type Mapping = z.output<typeof mappingSchema>
