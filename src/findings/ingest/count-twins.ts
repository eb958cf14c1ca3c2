import type { CodeLocation, Observation } from '../../model/observation.ts'

/** How many of an identity came before one, and whether one of them stood in the very same place. */
export interface Twin {
  ordinal: number
  isRepeated: boolean
}

/** Counts the observations of each identity in one scope, and where they are: a text until there are several. */
export class Twins {
  readonly #seen = new Map<string, string | { count: number; places: Set<string> }>()

  count(base: string, place: string): Twin {
    const known = this.#seen.get(base)
    if (known === undefined) {
      this.#seen.set(base, place)
      return { ordinal: 0, isRepeated: false }
    }
    const several = typeof known === 'string' ? { count: 1, places: new Set([known]) } : known
    if (several !== known) this.#seen.set(base, several)
    const isRepeated = several.places.has(place)
    several.places.add(place)
    return { ordinal: several.count++, isRepeated }
  }
}

/** Where an observation stands, to tell it from another one of its identity. */
export const placeOf = ({ location, endpoint }: Observation): string =>
  endpoint?.url ?? `${location?.line}:${location?.column}:${location?.endLine}`

/** A stored location, with the column and last line of a place on the same line. */
export function movedTo({ column: _, endLine: __, ...location }: CodeLocation, place: string): CodeLocation {
  const [, column, endLine] = place.split(':').map(Number)
  return { ...location, ...(column && { column }), ...(endLine && { endLine }) }
}
