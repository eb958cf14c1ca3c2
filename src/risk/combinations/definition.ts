import { parse } from 'yaml'
import { z } from 'zod'
import { parseQuestion, type Step } from '../../inventory/estate/ask/parse-question.ts'
import { DATA_CLASSES, EXPOSURES } from '../../model/application.ts'
import { LINK_KINDS } from '../../model/estate.ts'
import { KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'
import { type FindingCondition, findingCondition } from './finding-condition.ts'

/** A thing or a finding that must be there besides the way: on the same asset, or on any of the same application. */
const beside = z.strictObject({
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
const exampleFinding = z.strictObject({
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
/** A small estate, and what the combination finds in it: addresses of the things that hits stand on. */
const example = z.strictObject({
  name: z.string(),
  /** Asset → kind and application; what no thing names is `app`. */
  assets: z
    .record(z.string(), z.strictObject({ kind: z.string().optional(), application: z.string().optional() }))
    .default({}),
  /** `kind:name` → what is known of it. */
  things: z.record(z.string(), exampleThing.nullable()),
  links: z.array(z.tuple([z.string(), z.enum(LINK_KINDS), z.string()])).default([]),
  findings: z.array(exampleFinding),
  hits: z.array(z.string()),
})
export type Example = z.output<typeof example>

const schema = z.strictObject({
  title: z.string(),
  severity: z.enum(SEVERITIES),
  description: z.string().trim(),
  fix: z.string().trim(),
  /** A question over the estate, whose way is the chain. */
  chain: z.string().trim(),
  /** The step (from 1) on whose asset the finding stands. */
  on: z.number().int().min(1),
  findings: z.array(z.strictObject({ step: z.number().int().min(1), ...findingCondition.shape })).default([]),
  beside: z.array(beside).default([]),
  tests: z.array(example).min(2),
})

export interface Beside {
  within: 'asset' | 'application'
  thing?: Step
  finding?: FindingCondition
}

export interface Combination extends Omit<z.output<typeof schema>, 'findings' | 'beside'> {
  id: string
  steps: Step[]
  /** Conditions on findings, by step from 0. */
  conditions: { step: number; finding: FindingCondition }[]
  besides: Beside[]
}

/** Reads one definition. Throws where it does not fit together: definitions come with Stance. */
export function readCombination(id: string, text: string): Combination {
  const { findings, beside: given, ...rest } = schema.parse(parse(text))
  const steps = parseQuestion(rest.chain)
  const outside = [rest.on, ...findings.map(({ step }) => step)].find((step) => step > steps.length)
  if (outside) throw new Error(`combination ${id}: there is no step ${outside}`)
  return {
    ...rest,
    id,
    steps,
    conditions: findings.map(({ step, ...finding }) => ({ step: step - 1, finding })),
    besides: given.map(({ within, thing, finding }) => ({
      within,
      ...(thing ? { thing: parseQuestion(thing)[0] as Step } : {}),
      ...(finding ? { finding } : {}),
    })),
  }
}
