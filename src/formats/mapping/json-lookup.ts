import { escapeSegment } from '../syntax/json-paths.ts'
import { isObject, ownIn } from '../values/fields.ts'

const MOST_VALUES = 1000

export interface Member {
  value: unknown
  /** JSON pointer from where the looking began: `/findings/2`. */
  pointer: string
}

/** Whatever stands at `names` within a JSON value; `*` = every member of a list or object. Own members only. */
export function membersAt(
  value: unknown,
  names: readonly string[],
  most = Number.POSITIVE_INFINITY,
): Member[] {
  let found: Member[] = [{ value, pointer: '' }]
  for (const name of names) found = found.slice(0, most).flatMap((member) => inside(member, name))
  return found.slice(0, most)
}

function inside({ value, pointer }: Member, name: string): Member[] {
  if (name === '*') {
    if (!Array.isArray(value) && !isObject(value)) return []
    return Object.entries(value).map(([key, item]) => ({
      value: item,
      pointer: `${pointer}/${escapeSegment(key)}`,
    }))
  }
  const item = Array.isArray(value)
    ? /^\d{1,6}$/.test(name)
      ? value[Number(name)]
      : undefined
    : isObject(value)
      ? ownIn(value, name)
      : undefined
  return item === undefined ? [] : [{ value: item, pointer: `${pointer}/${escapeSegment(name)}` }]
}

/** The texts at `names` that say something; a list counts as its members, objects have no text. */
export const textsAt = (value: unknown, names: readonly string[]): string[] =>
  membersAt(value, names, MOST_VALUES)
    .flatMap((member) => scalarsIn(member.value))
    .slice(0, MOST_VALUES)

function scalarsIn(value: unknown): string[] {
  if (Array.isArray(value))
    return value.slice(0, MOST_VALUES).flatMap((item) => (typeof item === 'object' ? [] : scalarsIn(item)))
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}
