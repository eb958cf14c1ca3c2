import type { Observation } from '../../model/observation.ts'
import { oneLine } from './title.ts'

/** An observation without the fields that the report does not say (undefined, blank texts, empty lists), its title on one short line. */
export function observe(fields: Omit<Observation, 'type'>): Observation {
  const out: Record<string, unknown> = { type: 'observation' }
  fill(out, fields)
  if (typeof out.title === 'string') out.title = oneLine(out.title)
  return out as unknown as Observation
}

/** A copy without undefined members, blank texts and empty lists, at any depth. */
export function withoutGaps<T extends object>(value: T): T {
  const out: Record<string, unknown> = {}
  fill(out, value)
  return out as T
}

function fill(out: Record<string, unknown>, value: object): void {
  // Not Object.entries, which makes a list of pairs for every object of every item.
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key]
    if (item === undefined || isBlank(item)) continue
    if (!Array.isArray(item)) out[key] = dense(item)
    else if (item.length > 0) out[key] = item.map(dense)
  }
}

/** White space of ASCII, or something beyond it, such as a byte order mark. */
const isOdd = (code: number): boolean => code <= 32 || code > 126

/** Most texts begin with a letter: no copy is made of them. */
const isBlank = (item: unknown): boolean =>
  typeof item === 'string' && (item === '' || (isOdd(item.charCodeAt(0)) && item.trim() === ''))

const dense = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item) ? withoutGaps(item) : item
