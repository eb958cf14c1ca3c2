/** Any JSON value, as it comes out of a file that somebody wrote. */
export type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain }

export type PlainRecord = { [key: string]: Plain }

export const isRecord = (value: Plain): value is PlainRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a path of keys; undefined where it is not there. Reads own properties only. */
export function at(value: Plain, ...keys: string[]): Plain {
  let found = value
  for (const key of keys) {
    if (!isRecord(found) || !Object.hasOwn(found, key)) return undefined
    found = found[key]
  }
  return found
}

/** The items of a list, or none. */
export const listOf = (value: Plain): Plain[] => (Array.isArray(value) ? value : [])

/** The value as a record; an empty one for all else. */
export const recordOf = (value: Plain): PlainRecord => (isRecord(value) ? value : {})

/** Text of a scalar; undefined for all else and for the empty text. */
export function textOf(value: Plain): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The texts of a list of scalars, or of one scalar. */
export const textsOf = (value: Plain): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? [])

/** Name → text of the scalars in a record. */
export const pairsOf = (value: Plain): [string, string][] =>
  Object.entries(recordOf(value)).flatMap(([key, one]) => {
    const text = textOf(one)
    return text === undefined ? [] : [[key, text] as [string, string]]
  })
