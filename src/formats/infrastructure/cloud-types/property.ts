import { parseLoose } from './loose-json.ts'
import { isFields, isText, UNKNOWN, type Value } from './value.ts'

/**
 * All values at a dotted path. Lists are entered without saying so; JSON inside of a text (`container_definitions`, policies) is read as
 * what it says. A step may be `*`: every key. Where the path leads into something unknown the answer holds that unknown.
 */
export function at(value: Value | undefined, path: string): Value[] {
  let found: Value[] = value === undefined ? [] : [value]
  for (const step of path === '' ? [] : path.split('.'))
    found = found.flatMap((one) => enter(one, step, 0)).slice(0, MOST)
  return flat(found, 0)
}

function enter(value: Value, step: string, depth: number): Value[] {
  if (depth > 4) return []
  if (Array.isArray(value))
    return value
      .slice(0, 500)
      .flatMap((one) => enter(one, step, depth + 1))
      .slice(0, MOST)
  if (isFields(value)) {
    if (step === '*') return [...value.values()]
    const found = value.get(step)
    if (found !== undefined) return [found]
    // Keys that are not known, or parts merged in unseen, may hold it.
    return [...value].flatMap(([key, one]) =>
      key.startsWith('?') ? [{ is: 'unknown' as const, of: [one] }] : [],
    )
  }
  if (typeof value === 'string' || isText(value)) {
    const inner = parseLoose(value)
    return inner === undefined
      ? isText(value)
        ? [{ is: 'unknown', of: value.parts }]
        : []
      : enter(inner, step, depth + 1)
  }
  return value !== null && typeof value === 'object' ? [value.is === 'unknown' ? value : UNKNOWN] : []
}

const MOST = 5000

/** Lists inside of lists as one, at most 5000 values. */
function flat(list: readonly Value[], depth: number, found: Value[] = []): Value[] {
  for (const one of list) {
    if (found.length >= MOST) break
    if (Array.isArray(one) && depth < 8) flat(one, depth + 1, found)
    else found.push(one)
  }
  return found
}
