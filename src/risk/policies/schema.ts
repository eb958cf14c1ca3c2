import { z } from 'zod'
import { APPLIES, GATE_EFFECTS } from './effect.ts'
import { FACTS } from './facts.ts'
import { TARGETS } from './target.ts'

const text = z.string().trim().min(1).max(2_000)
const word = z
  .string()
  .regex(/^[a-z\d][a-z\d-]{0,79}$/, 'write small letters, digits and hyphens, such as new-critical')

const names = z
  .union([text, z.array(text).min(1).max(1_000)])
  .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value))
const target = z.strictObject(
  Object.fromEntries(TARGETS.map((name) => [name, names.optional()])) as Record<
    (typeof TARGETS)[number],
    z.ZodOptional<typeof names>
  >,
)

const rule = z.strictObject({
  id: word,
  for: target.optional(),
  applies: z.enum(APPLIES).default('new'),
  when: text.optional(),
  /** Effect → its value; read apart (effect-values.ts), so that each mistake has its place. */
  // biome-ignore lint/suspicious/noThenProperty: the language's word; nothing awaits a policy.
  then: z.record(z.string(), z.unknown()),
  /** Why, where no effect says it. */
  why: text.optional(),
  fix: text.optional(),
})

const VALUES: Record<string, z.ZodType> = {
  string: z.string(),
  bool: z.boolean(),
  double: z.number(),
  int: z.number().int(),
  'list<string>': z.array(z.string()),
  'list<int>': z.array(z.number().int()),
}
/** The facts that a case gives; each is optional, and none that does not exist may be given. */
const given = Object.fromEntries(
  Object.entries(FACTS).map(([name, fields]) => [
    name,
    z
      .strictObject(
        Object.fromEntries(
          Object.entries(fields).map(([field, type]) => [field, (VALUES[type] as z.ZodType).optional()]),
        ),
      )
      .optional(),
  ]),
)

const gate = z.enum([...GATE_EFFECTS, 'none'])
const expectation = z.union(
  [
    gate.transform((word) => ({ gate: word })),
    z.strictObject({
      gate: gate.optional(),
      rank: z.number().optional(),
      sla: z.union([z.number().int(), z.literal('none')]).optional(),
      assign: text.optional(),
      tag: names.optional(),
      notify: names.optional(),
      noise: z.boolean().optional(),
    }),
  ],
  `write one of ${GATE_EFFECTS.join(', ')}, none, or what is expected of each effect, such as { sla: 14, tag: pci }`,
)

const test = z.strictObject({
  name: text,
  ...given,
  expect: expectation,
  rule: word.optional(),
})

/** A policy's file, before its conditions are read. */
export const policyFile = z.strictObject({
  policy: word,
  version: z.union([z.string().trim().min(1).max(40), z.number()]).transform(String),
  description: z.string().max(4_000).default(''),
  rules: z.array(rule).min(1).max(500),
  tests: z.array(test).max(2_000).default([]),
})
export type PolicyFile = z.infer<typeof policyFile>
