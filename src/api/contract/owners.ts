import { z } from 'zod'
import { OWNER_SOURCES } from '../../model/owner.ts'
import { id, page, paging } from './common.ts'
import { findingFilter } from './findings.ts'

const who = z.union([z.object({ type: z.literal('team'), id }), z.object({ type: z.literal('person'), id })])

/** Who a name in CODEOWNERS, a catalogue or a history is: `@acme/payments` → team Payments. */
export const ownerMapping = z.object({
  /** As the source writes it; case does not count. */
  handle: z.string(),
  is: z.object({ type: z.enum(['team', 'person']), id, name: z.string() }).nullable(),
  /** Said by a person; otherwise it was told by an equal name or address. */
  said: z.boolean(),
  /** Open findings that it owns. */
  findings: z.number().int(),
  /** Repositories and the like that name it. */
  assets: z.number().int(),
})
export const ownerMappingChange = z.object({ handle: z.string().trim().min(1).max(500), is: who.nullable() })

export const ownersQuery = z.object({
  ...paging,
  q: z.string().max(200).optional(),
  /** Only those of whom nobody knows who they are. */
  unknown: z.stringbool().optional(),
})

export const owners = page(ownerMapping)

/** Whose a finding is, and why. */
export const findingOwner = z.object({
  /** As the source names it; `team:…` of an application by its name. */
  handle: z.string(),
  is: z.object({ type: z.enum(['team', 'person']), id, name: z.string() }).nullable(),
  source: z.enum(OWNER_SOURCES),
  /** In words: `CODEOWNERS: /api/ @acme/api`. */
  why: z.string(),
})

/** Everything that one person or team has (or a narrower choice of it) goes to another. */
export const handOver = z.object({
  /** A person's id, or `team:<id>`. */
  from: z.string(),
  /** A person's id or `team:<id>`; null = to whoever owns it by CODEOWNERS and the like, else nobody. */
  to: z.string().nullable(),
  filter: findingFilter.optional(),
  note: z.string().trim().min(1).max(4000),
})
export const handedOver = z.object({ changed: z.number().int() })
