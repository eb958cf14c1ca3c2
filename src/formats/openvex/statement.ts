import { z } from 'zod'
import { listOf, part, text, texts } from '../values/lenient.ts'

const hashes = z.record(z.string(), z.unknown()).transform((given) => {
  const known = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  return known.length > 0 ? Object.fromEntries(known) : undefined
})

/** Before 0.2.0 a product was its identifier alone. */
const thing = z.union([
  z
    .string()
    .trim()
    .min(1)
    .transform((id) => ({ '@id': id, identifiers: undefined, hashes: undefined })),
  z.object({
    '@id': text,
    identifiers: part(z.object({ purl: text, cpe22: text, cpe23: text })),
    hashes: part(hashes),
  }),
])

const product = z.union([
  z.string().transform((id) => ({ '@id': id, identifiers: undefined, hashes: undefined, subcomponents: [] })),
  z.object({
    '@id': text,
    identifiers: part(z.object({ purl: text, cpe22: text, cpe23: text })),
    hashes: part(hashes),
    subcomponents: listOf(thing),
  }),
])

/** Before 0.2.0 the vulnerability was its id alone, with its description beside it. */
const vulnerability = z.union([
  z
    .string()
    .trim()
    .min(1)
    .transform((name) => ({ '@id': undefined, name, description: undefined, aliases: [] as string[] })),
  z.object({
    '@id': text,
    name: z.string().trim().min(1),
    description: text,
    aliases: texts,
  }),
  z
    .object({ '@id': z.string().trim().min(1), description: text, aliases: texts })
    .transform((given) => ({ ...given, name: given['@id'] })),
])

export const statementSchema = z.object({
  vulnerability,
  vuln_description: text,
  products: listOf(product),
  /** 0.0.x: of all products of the statement. */
  subcomponents: listOf(thing),
  status: z.string().trim().min(1),
  status_notes: text,
  supplier: text,
  justification: text,
  impact_statement: text,
  action_statement: text,
  timestamp: text,
  last_updated: text,
})

export type Statement = z.output<typeof statementSchema>
export type Thing = z.output<typeof thing>
