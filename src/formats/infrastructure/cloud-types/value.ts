/** What a template says a property is, as far as it can be told without running it. Objects are maps: their keys come from the input. */
export type Value = Scalar | Value[] | Fields | Reference | Text | Unknown
export type Scalar = string | number | boolean | null
export type Fields = Map<string, Value>

/** Another resource, or a property of it: known only once it is built. */
export interface Reference {
  is: 'reference'
  /** Id of a declared resource. */
  to: string
  /** Property path; empty is the resource itself. */
  at: string[]
}

/** Text of which parts are not known. */
export interface Text {
  is: 'text'
  parts: Value[]
}

/** Not known; what takes part in it still counts as named. */
export interface Unknown {
  is: 'unknown'
  of: Value[]
}

export const UNKNOWN: Unknown = { is: 'unknown', of: [] }

export const isFields = (value: Value | undefined): value is Fields => value instanceof Map
export const isReference = (value: Value | undefined): value is Reference => tagOf(value) === 'reference'
export const isText = (value: Value | undefined): value is Text => tagOf(value) === 'text'
export const isUnknown = (value: Value | undefined): value is Unknown => tagOf(value) === 'unknown'
export const isScalar = (value: Value | undefined): value is Scalar =>
  value === null || (typeof value !== 'object' && value !== undefined)

const tagOf = (value: Value | undefined): string | undefined =>
  value && typeof value === 'object' && 'is' in value ? value.is : undefined

const MOST_DEPTH = 64

/** Plain JSON as a value. Deeper than 64 levels is unknown. */
export function toValue(json: unknown, depth = 0): Value {
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return json
  if (depth > MOST_DEPTH) return UNKNOWN
  if (Array.isArray(json)) return json.map((one) => toValue(one, depth + 1))
  if (typeof json === 'object')
    return new Map(Object.entries(json as object).map(([key, one]) => [key, toValue(one, depth + 1)]))
  return UNKNOWN
}

/** Every reference inside of a value, with the path of the property that holds it. At most 2000. */
export function referencesIn(value: Value | undefined): { path: string; reference: Reference }[] {
  const found: { path: string; reference: Reference }[] = []
  // Values share their parts: what is small in memory may be endless to walk.
  let left = 20_000
  const look = (one: Value, path: string, depth: number): void => {
    if (depth > MOST_DEPTH || --left < 0 || found.length >= 2000) return
    if (Array.isArray(one)) for (const item of one) look(item, path, depth + 1)
    else if (isFields(one))
      for (const [key, item] of one) look(item, path ? `${path}.${key}` : key, depth + 1)
    else if (isReference(one)) found.push({ path, reference: one })
    else if (isText(one)) for (const item of one.parts) look(item, path, depth + 1)
    else if (isUnknown(one)) for (const item of one.of) look(item, path, depth + 1)
  }
  if (value !== undefined) look(value, '', 0)
  return found
}

/** Every text inside of a value, with the path of the property that holds it. At most 2000. */
export function textsIn(value: Value): { path: string; text: string }[] {
  const found: { path: string; text: string }[] = []
  const look = (one: Value, path: string, depth: number): void => {
    if (depth > MOST_DEPTH || found.length >= 2000) return
    if (typeof one === 'string') found.push({ path, text: one })
    else if (Array.isArray(one)) for (const item of one) look(item, path, depth + 1)
    else if (isFields(one))
      for (const [key, item] of one) look(item, path ? `${path}.${key}` : key, depth + 1)
  }
  look(value, '', 0)
  return found
}
