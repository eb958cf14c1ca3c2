import { z } from 'zod'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { isObject, type Json } from '../values/fields.ts'
import { anything, listOf, part, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'

const digest = z.unknown().transform((value) => {
  const entries = isObject(value) ? Object.entries(value) : []
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].trim() !== '',
    ),
  )
})

/** What a statement is about or refers to: https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md */
export const descriptor = z.object({
  name: text,
  uri: text,
  downloadLocation: text,
  mediaType: text,
  digest: digest.optional().transform((value) => value ?? {}),
})

export type Descriptor = z.output<typeof descriptor>

const statementSchema = z.object({
  _type: z.string().startsWith('https://in-toto.io/Statement/'),
  subject: listOf(descriptor),
  predicateType: z.string().trim().min(1),
  predicate: anything,
})

export interface Statement extends z.output<typeof statementSchema> {
  type: 'statement'
  where: string
  /** The statement as text, decoded. */
  text: string
}

const envelopeSchema = z.object({ payload: z.string(), payloadType: z.string() })

/** The statements that a record holds, out of their envelopes. Signatures are for those who verify. */
export function* statementsIn({ value, where, text }: Element): Generator<Statement | Problem> {
  const list = isObject(value) && Array.isArray(value.attestations) ? value.attestations : undefined
  if (list)
    for (const [index, item] of list.entries())
      yield statementOf(item, `${where}/attestations/${index}`, undefined)
  else yield statementOf(value, where, text)
}

const holder = part(z.object({ bundle: anything, dsseEnvelope: anything }))

function statementOf(value: unknown, where: string, text: string | undefined): Statement | Problem {
  const outer = holder.parse(value)
  const bundle = outer?.bundle ?? value
  const envelope = readBy(envelopeSchema, holder.parse(bundle)?.dsseEnvelope ?? bundle)
  if (!envelope) return readStatement(value, where, text ?? JSON.stringify(value) ?? '')
  const decoded = Buffer.from(envelope.payload, 'base64').toString('utf8')
  try {
    return readStatement(JSON.parse(decoded) as Json, where, decoded)
  } catch {
    return loss(where, 'what is inside this envelope is not JSON and is left out')
  }
}

function readStatement(value: unknown, where: string, text: string): Statement | Problem {
  const { success, data } = statementSchema.safeParse(value)
  return success
    ? { type: 'statement', ...data, where, text }
    : loss(where, 'this record is neither an in-toto statement nor an envelope of one and is left out')
}
