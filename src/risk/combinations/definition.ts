import { z } from 'zod'
import { parseQuestion, type Step } from '../../inventory/estate/ask/parse-question.ts'
import { DATA_CLASSES, EXPOSURES } from '../../model/application.ts'
import { LINK_KINDS, NODE_KINDS } from '../../model/estate.ts'
import { KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { AppError } from '../../platform/errors.ts'
import { type Flaw, flawOf, YamlDocument } from '../yaml-document.ts'
import { type FindingCondition, findingCondition } from './finding-condition.ts'

/** A thing or a finding that must be there besides the way: on the same asset, or on any of the same application. */
export const beside = z.strictObject({
  within: z.enum(['asset', 'application']),
  /** A single step of a question: `data-store[exposure == "internet"]`. */
  thing: z.string().optional(),
  finding: findingCondition.optional(),
})

const exampleThing = z.strictObject({
  asset: z.string().optional(),
  exposure: z.enum(EXPOSURES).optional(),
  authenticated: z.boolean().optional(),
  data: z.array(z.enum(DATA_CLASSES)).optional(),
  leadsTo: z.array(z.enum(DATA_CLASSES)).optional(),
  place: z.string().optional(),
  attributes: z.record(z.string(), z.string()).optional(),
})
export const exampleFinding = z.strictObject({
  asset: z.string().optional(),
  kind: z.enum(KINDS),
  severity: z.enum(SEVERITIES).default('high'),
  exploited: z.boolean().default(false),
  cwes: z.array(z.number()).default([]),
  rule: z.string().default('rule'),
  title: z.string().default('A weakness'),
  path: z.string().optional(),
  place: z.string().default(''),
})
const MOST_OF_EXAMPLE = 500
const KINDS_OF_THINGS = new Set<string>(NODE_KINDS)
const thingRef = z
  .string()
  .refine(
    (ref) => KINDS_OF_THINGS.has(ref.split(':')[0] ?? ''),
    `write kind:name; kinds are ${NODE_KINDS.join(', ')}`,
  )

/** A small estate, and what the combination finds in it: addresses of the things that hits stand on. */
export const example = z.strictObject({
  name: z.string(),
  /** Asset → kind and application; what no thing names is `app`. */
  assets: z
    .record(z.string(), z.strictObject({ kind: z.string().optional(), application: z.string().optional() }))
    .default({}),
  /** `kind:name` → what is known of it. */
  things: z.record(thingRef, exampleThing.nullable()),
  links: z
    .array(z.tuple([z.string(), z.enum(LINK_KINDS), z.string()]))
    .max(MOST_OF_EXAMPLE)
    .default([]),
  findings: z.array(exampleFinding).max(MOST_OF_EXAMPLE),
  hits: z.array(z.string()),
})
export type Example = z.output<typeof example>

const text = z.string().trim().min(1).max(4_000)
export const schema = z.strictObject({
  /** Its name: what findings have as their rule. */
  combination: z
    .string()
    .regex(/^[a-z\d][a-z\d-]{0,79}$/, 'write small letters, digits and hyphens, such as open-admin-page'),
  title: text.max(150),
  severity: z.enum(SEVERITIES),
  description: text,
  fix: text,
  /** A question over the estate, whose way is the chain. */
  chain: z.string().trim(),
  /** The step (from 1) on whose asset the finding stands. */
  on: z.number().int().min(1),
  findings: z
    .array(z.strictObject({ step: z.number().int().min(1), ...findingCondition.shape }))
    .max(20)
    .default([]),
  beside: z.array(beside).max(10).default([]),
  tests: z.array(example).max(50).default([]),
})

export interface Beside {
  within: 'asset' | 'application'
  thing?: Step
  finding?: FindingCondition
}

export interface Combination extends Omit<z.output<typeof schema>, 'combination' | 'findings' | 'beside'> {
  id: string
  steps: Step[]
  /** Conditions on findings, by step from 0. */
  conditions: { step: number; finding: FindingCondition }[]
  besides: Beside[]
}

/** A definition out of its YAML text. Throws one `bad_combination` (422) that says what is wrong at which line and column of `name`. */
export function readCombination(name: string, source: string): Combination {
  const document = new YamlDocument('combination', name, source)
  const parsed = schema.safeParse(document.value())
  if (!parsed.success) throw document.refuse(parsed.error.issues.map(flawOf))
  const flaws: Flaw[] = []
  const { combination: id, findings, beside: given, ...rest } = parsed.data
  const steps = stepsOf(rest.chain, ['chain'], flaws)
  const besides = given.map(({ thing, ...one }, i) => {
    const [step] = thing === undefined ? [] : stepsOf(thing, ['beside', i, 'thing'], flaws)
    return { ...one, ...(step && { thing: step }) } as Beside
  })
  if (flaws.length === 0) flaws.push(...outside(rest.on, findings, steps.length))
  if (flaws.length > 0) throw document.refuse(flaws)
  const conditions = findings.map(({ step, ...finding }) => ({ step: step - 1, finding }))
  return { ...rest, id, steps, conditions, besides }
}

function stepsOf(question: string, path: readonly PropertyKey[], flaws: Flaw[]): Step[] {
  try {
    return parseQuestion(question)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    flaws.push({ path, message: error.message })
    return []
  }
}

/** Steps that are named and that the chain does not have. */
function outside(on: number, findings: readonly { step: number }[], steps: number): Flaw[] {
  const named = [
    { path: ['on'], step: on },
    ...findings.map(({ step }, i) => ({ path: ['findings', i, 'step'], step })),
  ]
  return named
    .filter(({ step }) => step > steps)
    .map(({ path, step }) => ({ path, message: `the chain has ${steps} steps, and none is the ${step}th` }))
}
