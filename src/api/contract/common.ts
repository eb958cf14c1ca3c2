import { z } from 'zod'
import { STATES } from '../../model/finding-state.ts'
import { KINDS } from '../../model/kind.ts'
import { SEVERITIES } from '../../model/severity.ts'

export const kind = z.enum(KINDS)
export const severity = z.enum(SEVERITIES)
export const state = z.enum(STATES)
/** 128 bits in UUID form; ids made from content (components) carry no version. */
export const id = z.guid('no id: copy it whole, or look for it in its list')
export const time = z.iso.datetime()

/** A query parameter that may be given several times or as a comma list. */
export const listOf = <T extends z.ZodType<string>>(item: T) =>
  z.preprocess(
    (value) =>
      value === undefined
        ? undefined
        : [value]
            .flat()
            .flatMap((v) => String(v).split(','))
            .filter(Boolean),
    z.array(item).max(100).optional(),
  )

/** The same for names that people and tools choose, in which a comma may be part of the name: then the whole counts too. */
export const namesOf = z.preprocess(
  (value) =>
    value === undefined
      ? undefined
      : [value]
          .flat()
          .map(String)
          .flatMap((v) => (v.includes(',') ? [v, ...v.split(',')] : v))
          .filter(Boolean),
  z.array(z.string()).max(200).optional(),
)

/** Keyset pagination: `cursor` is the `next` of the page before. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
}

/** Query of a list without filters. */
export const pageQuery = z.object(paging)

export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    /** Cursor of the next page; null on the last. */
    next: z.string().nullable(),
    /** Exact count of all rows that match. */
    total: z.number().int(),
  })

/** Problem details after RFC 9457; `code` is stable, `detail` says what to do next. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** `urn:uuid:` and the request's id, as the server's log has it. */
  instance: z.string().optional(),
  errors: z.array(z.object({ where: z.string(), message: z.string() })).optional(),
})

/** Path parameter of a single thing. */
export const byId = z.object({ id })

export const ref = z.object({ id, name: z.string() })
