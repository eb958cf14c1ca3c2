import type { Observation } from '../../model/observation.ts'

const LONGEST_TITLE = 200

/** An observation without the fields that the report does not say (undefined, empty lists), its title on one short line. */
export const observe = (fields: Omit<Observation, 'type'>): Observation => ({
  type: 'observation',
  ...withoutGaps({ ...fields, title: oneLine(fields.title) }),
})

/** Text on one line of at most 200 characters, cut at a word where there is one. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= LONGEST_TITLE) return line
  const cut = line.slice(0, LONGEST_TITLE - 1).replace(/[\uD800-\uDBFF]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > LONGEST_TITLE / 2 ? cut.slice(0, space) : cut}…`
}

/** A copy without undefined members and empty lists, at any depth. */
export function withoutGaps<T extends object>(value: T): T {
  const out: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined || (Array.isArray(item) && item.length === 0)) continue
    out[key] = Array.isArray(item) ? item.map(dense) : dense(item)
  }
  return out as T
}

const dense = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item) ? withoutGaps(item) : item
