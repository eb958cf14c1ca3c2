import { z } from 'zod'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { isObject, isPosition } from './fields.ts'
import { givenField, optionalField, readBy } from './read-schema.ts'

// Schemas for fields that a reader can do without: what does not fit is undefined and never costs the observation.

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

/** Whatever is there, looked at later. */
export const anything = z.unknown().optional()

/** Text that says something; undefined for null, blank text and anything else. */
export const text = optionalField(textIn)

/** Text without which the element says nothing: for ids and names that an observation is known by. */
export const needed = z.string().regex(/\S/)

/** Text or a number, as text. */
export const label = optionalField((value) => (typeof value === 'number' ? String(value) : textIn(value)))

/** A finite number, also when it is written as text. */
export const number = optionalField(numberIn)

/** A line or column: a whole number from 1. */
export const position = optionalField((value) => {
  const number = numberIn(value)
  return number !== undefined && isPosition(number) ? number : undefined
})

/** A number from 0 to 1, such as an EPSS score. */
export const probability = optionalField((value) => {
  const number = numberIn(value)
  return number !== undefined && number >= 0 && number <= 1 ? number : undefined
})

/** True or false, also when it is written as text. */
export const flag = optionalField((value) =>
  typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined,
)

/** A list of texts: one text counts as a list of one; what is not text is left out, numbers become text. */
export const texts = givenField((value): string[] => {
  if (value === undefined) return []
  const found: string[] = []
  for (const item of Array.isArray(value) ? value : [value]) {
    const said = typeof item === 'number' ? String(item) : textIn(item)
    if (said !== undefined) found.push(said)
  }
  return found
})

/** A list of what `schema` describes; members that do not fit are left out. */
export const listOf = <S extends z.ZodType>(schema: S) =>
  givenField((value): z.output<S>[] => {
    const found: z.output<S>[] = []
    if (!Array.isArray(value)) return found
    for (const item of value) {
      const read = readBy(schema, item)
      if (read !== undefined) found.push(read)
    }
    return found
  })

/** A part that `schema` describes; undefined where it does not fit. */
export const part = <S extends z.ZodType>(schema: S) =>
  optionalField((value): z.output<S> | undefined => readBy(schema, value))

/**
 * An object's members, each as `schema` describes it; undefined for what is no object. `schema` must be one of these here, which never
 * refuse. What `z.record` does besides for every key costs more than reading the members.
 */
export const membersOf = <S extends z.ZodType>(schema: S) =>
  optionalField((value): Record<string, z.output<S> | undefined> | undefined => {
    if (!isObject(value)) return undefined
    const found: Record<string, z.output<S> | undefined> = {}
    for (const key of Object.keys(value)) if (key !== '__proto__') found[key] = readBy(schema, value[key])
    return found
  })

/** The value as `schema` describes it, or the problem that says which fields it lacks (their names, never their content). */
export function shaped<S extends z.ZodType>(
  schema: S,
  element: { where: string; value: unknown },
): { type: 'shaped'; value: z.output<S> } | Problem {
  const result = schema.safeParse(element.value)
  if (result.success) return { type: 'shaped', value: result.data }
  const fields = [
    ...new Set(result.error.issues.map((issue) => issue.path.join('.') || 'the element itself')),
  ]
  return loss(element.where, `left out, because of ${fields.join(', ')}: missing or not of the expected type`)
}
