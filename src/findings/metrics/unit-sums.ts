import type { Cell } from '../posture-index/cell.ts'
import { keptOf } from '../posture-index/kept-of.ts'
import type { Unit } from '../posture-index/units.ts'
import { blockSums } from './block-sums.ts'
import { rowFacts } from './row-facts.ts'
import { type Added, addedUp } from './sums.ts'
import type { Window } from './window.ts'

interface UnitSums {
  added: Added
  /** From then on (ms) a due date has come nearer: they have to be made again. */
  until: number
}

const kept = new WeakMap<Unit, Map<string, UnitSums>>()
// Windows that are kept for each unit: the overviews' and a few more.
const MOST = 4

/** What all rows of a unit's assets come to; kept with the unit. */
export function unitSums(unit: Unit, cells: readonly Cell[], window: Window): Added {
  const key = `${window.first} ${window.last}`
  const known = kept.get(unit)?.get(key)
  if (known && window.to >= known.until) kept.get(unit)?.delete(key)
  return keptOf(kept, unit, key, { most: MOST, make: () => makeSums(unit, cells, window) }).added
}

function makeSums({ members }: Unit, cells: readonly Cell[], window: Window): UnitSums {
  const parts: Added[] = []
  let until = Number.POSITIVE_INFINITY
  for (const { block } of members) {
    if (!block) continue
    const facts = rowFacts(block, cells, window)
    until = Math.min(until, facts.standing.until)
    parts.push(blockSums(block, facts))
  }
  const { ages, fixTenths, ...sums } = addedUp(parts)
  return { added: { ...sums, ages: inOne(ages), fixTenths: inOne(fixTenths) }, until }
}

/** Pieces as one. */
function inOne(pieces: readonly ArrayLike<number>[]): Uint16Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  if (length === 0) return []
  const whole = new Uint16Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return [whole]
}
