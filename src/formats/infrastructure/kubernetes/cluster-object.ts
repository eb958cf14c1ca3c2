import { at, isRecord, listOf, type Plain, type PlainRecord, textOf } from '../plain.ts'

const LONGEST_TEXT = 20_000

/** Whether a value is an object of a cluster. */
export const isObject = (value: Plain): value is PlainRecord =>
  isRecord(value) && typeof at(value, 'apiVersion') === 'string' && typeof at(value, 'kind') === 'string'

/** The objects of a list, of lists in it, or the object itself; none for all else. */
export function flattened(value: Plain, depth = 0): PlainRecord[] {
  if (!isObject(value) || depth > 3) return []
  return textOf(at(value, 'kind'))?.endsWith('List') && Array.isArray(at(value, 'items'))
    ? listOf(at(value, 'items')).flatMap((one) => flattened(one, depth + 1))
    : [value]
}

/** Without what nothing looks at: schemas of definitions, contents of secrets, long texts. */
export function slimmed(object: PlainRecord): PlainRecord {
  const kind = at(object, 'kind')
  if (kind === 'CustomResourceDefinition')
    return { apiVersion: object.apiVersion, kind, metadata: object.metadata }
  if (kind === 'Secret')
    return {
      ...object,
      data: Object.fromEntries(Object.keys(isRecord(object.data) ? object.data : {}).map((key) => [key, ''])),
      stringData: hostsOnly(object.stringData),
    }
  if (kind !== 'ConfigMap' || !isRecord(object.data)) return object
  const data = Object.entries(object.data).map(([key, one]) => [
    key,
    typeof one === 'string' ? one.slice(0, LONGEST_TEXT) : one,
  ])
  return { ...object, data: Object.fromEntries(data) }
}

/** Of a secret in clear only the addresses are kept, without user and password. */
const hostsOnly = (data: Plain): PlainRecord =>
  Object.fromEntries(
    Object.entries(isRecord(data) ? data : {}).map(([key, one]) => [
      key,
      /\b([a-z][a-z0-9+:]{1,25}:\/\/)(?:[^\s/@]{1,200}@)?([A-Za-z0-9_.-]{1,253}(?::\d{1,5})?)/
        .exec(textOf(one) ?? '')
        ?.slice(1, 3)
        .join('') ?? '',
    ]),
  )
