import { isObject, type Json } from './fields.ts'

/**
 * A finding as one of AWS' services writes it, whichever way it came: `get-findings` of some begins names with a capital, EventBridge
 * and exports do not and wrap it in an event. Names begin with a small letter afterwards; undefined for what is no object.
 */
export function awsFinding(value: unknown): Json | undefined {
  if (!isObject(value)) return undefined
  const inside = isObject(value.detail) && typeof value['detail-type'] === 'string' ? value.detail : value
  return withSmallNames(inside) as Json
}

function withSmallNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSmallNames)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      withSmallNames(item),
    ]),
  )
}
