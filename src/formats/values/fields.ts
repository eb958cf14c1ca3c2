// Fields of parsed JSON, taken one by one: for readers of reports with hundreds of thousands of elements, where a schema's copy of each
// element costs as much as parsing it. What is not of the expected type counts as absent.

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member of its own: names that come from the report must not reach the prototype. */
export const ownIn = (holder: Json | undefined, key: string): unknown =>
  holder !== undefined && Object.hasOwn(holder, key) ? holder[key] : undefined

export function objectIn(holder: Json | undefined, key: string): Json | undefined {
  const value = holder?.[key]
  return isObject(value) ? value : undefined
}

/** Text that says something; undefined for blank text. */
export function textIn(holder: Json | undefined, key: string): string | undefined {
  const value = holder?.[key]
  return typeof value === 'string' && value !== '' && value.trim() !== '' ? value : undefined
}

export function numberIn(holder: Json | undefined, key: string): number | undefined {
  const value = holder?.[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A line or column: a whole number from 1. */
export function positionIn(holder: Json | undefined, key: string): number | undefined {
  const value = holder?.[key]
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}

export function listIn(holder: Json | undefined, key: string): unknown[] {
  const value = holder?.[key]
  return Array.isArray(value) ? value : []
}

export const objectsIn = (holder: Json | undefined, key: string): Json[] =>
  listIn(holder, key).filter(isObject)

export const textsIn = (holder: Json | undefined, key: string): string[] =>
  listIn(holder, key).filter((item): item is string => typeof item === 'string' && item.trim() !== '')

/** The member of a list at an index that the report gives. */
export function itemAt(list: unknown[], index: number | undefined): Json | undefined {
  const item = index === undefined || index < 0 ? undefined : list[index]
  return isObject(item) ? item : undefined
}
