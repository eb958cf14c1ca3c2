import { z } from 'zod'

interface ReadDef extends z.core.$ZodTypeDef {
  type: 'custom'
  read: (value: unknown) => unknown
  /** Whether a member that is absent stays absent. */
  optional: boolean
}

interface ReadType extends z.ZodType {
  _zod: z.core.$ZodTypeInternals & { def: ReadDef }
}

/**
 * A schema that is one function which never refuses. Zod's own `unknown().transform(…).optional()` means the same and takes three
 * steps for each field of each element, which cost more than parsing its JSON.
 */
const ReadSchema = z.core.$constructor<ReadType, ReadDef>('StanceReadSchema', (inst, def) => {
  z.ZodType.init(inst, def)
  inst._zod.optin = 'optional'
  if (def.optional) inst._zod.optout = 'optional'
  inst._zod.parse = (payload) => {
    payload.value = def.read(payload.value)
    return payload
  }
})

type Transformed<T> = z.ZodPipe<z.ZodUnknown, z.ZodTransform<T, unknown>>

/** A field that may be absent, or be something else: then it is undefined. */
export const optionalField = <T>(read: (value: unknown) => T | undefined) =>
  new ReadSchema({ type: 'custom', read, optional: true }) as unknown as z.ZodOptional<
    Transformed<T | undefined>
  >

/** A field that always has a value, whatever is there. */
export const givenField = <T>(read: (value: unknown) => T) =>
  new ReadSchema({ type: 'custom', read, optional: false }) as unknown as z.ZodPipe<
    z.ZodOptional<z.ZodUnknown>,
    z.ZodTransform<T, unknown>
  >

const SYNCHRONOUS: z.core.ParseContextInternal = { async: false }

/** What `schema` makes of a value, or undefined where it does not fit: without the error that `safeParse` writes for nobody to read. */
export function readBy<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const result = schema._zod.run({ value, issues: [] }, SYNCHRONOUS) as z.core.ParsePayload<z.output<S>>
  return result.issues.length === 0 ? result.value : undefined
}

/**
 * Whether a value is what `schema` describes: without the error that `safeParse` writes, which costs more than looking, since detection
 * asks hundreds of formats that it is not.
 */
export const fits = (schema: z.ZodType, value: unknown): boolean =>
  (schema._zod.run({ value, issues: [] }, SYNCHRONOUS) as z.core.ParsePayload).issues.length === 0
