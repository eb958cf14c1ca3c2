import { z } from 'zod'

/**
 * What OpenVEX 0.2.0 asks of a document (https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md), and nothing else let through:
 * no package of the registry carries its schema.
 */
const iri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
const identifiers = z.strictObject({ purl: z.string().startsWith('pkg:') })
const thing = { '@id': iri, identifiers: identifiers.optional() }

const statement = z
  .strictObject({
    '@id': iri,
    vulnerability: z.strictObject({
      name: z.string().min(1),
      description: z.string(),
      aliases: z.array(z.string()).optional(),
    }),
    products: z
      .array(z.strictObject({ ...thing, subcomponents: z.array(z.strictObject(thing)).min(1) }))
      .min(1),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    status_notes: z.string().optional(),
    justification: z
      .enum([
        'component_not_present',
        'vulnerable_code_not_present',
        'vulnerable_code_not_in_execute_path',
        'vulnerable_code_cannot_be_controlled_by_adversary',
        'inline_mitigations_already_exist',
      ])
      .optional(),
    impact_statement: z.string().min(1).optional(),
    action_statement: z.string().min(1).optional(),
    timestamp: z.iso.datetime(),
  })
  .refine(
    ({ status, justification, impact_statement }) =>
      (status === 'not_affected') === ((justification === undefined) !== (impact_statement === undefined)),
    'one of justification and impact_statement, of what is not affected',
  )
  .refine(
    ({ status, action_statement }) => (status === 'affected') === (action_statement !== undefined),
    'an action statement, of what is affected',
  )

export const openvex = z.strictObject({
  '@context': z.literal('https://openvex.dev/ns/v0.2.0'),
  '@id': iri,
  author: z.string().min(1),
  role: z.string().optional(),
  timestamp: z.iso.datetime(),
  version: z.int().min(1),
  tooling: z.string().optional(),
  statements: z.array(statement).min(1),
})
