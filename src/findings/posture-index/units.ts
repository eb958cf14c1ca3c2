import type { Block } from './block.ts'
import type { ApplicationEntry } from './directory.ts'
import type { Days } from './read-days.ts'

/** What an asset's sums are made from. */
export interface Member {
  block: Block | undefined
  days: Days | undefined
}

/**
 * Some assets that belong together. Never changed, only replaced: it is the same object from posture to posture as long as it has the same
 * assets with the same findings, so that what is kept with it is added up anew only where something changed.
 */
export interface Unit {
  members: readonly Member[]
}

export interface Placed extends Member {
  application: ApplicationEntry | undefined
}

/** A unit with what there is today of the first of its assets, which tells of which application or team all of them are. */
export interface UnitOf<One> {
  unit: Unit
  first: One
}

type By = 'application' | 'team'

const ofList = new WeakMap<readonly Placed[], Partial<Record<By, readonly UnitOf<Placed>[]>>>()

/** The assets of a list by their application or team; those that never had a finding are left out. Kept with the list. */
export function unitsOf<One extends Placed>(list: readonly One[], by: By): readonly UnitOf<One>[] {
  const own = ofList.get(list) ?? {}
  ofList.set(list, own)
  own[by] ??= group(list, by).map((placed) => ({ unit: unitOf(placed), first: placed[0] as One }))
  return own[by] as readonly UnitOf<One>[]
}

function group<One extends Placed>(list: readonly One[], by: By): One[][] {
  const groups = new Map<string | null, One[]>()
  for (const one of list) {
    if (!one.block && !one.days) continue
    const id = (by === 'team' ? one.application?.teamId : one.application?.id) ?? null
    const known = groups.get(id)
    if (known) known.push(one)
    else groups.set(id, [one])
  }
  return [...groups.values()]
}

/** By the first asset's findings: of the lists that begin with it the newest two (an old one holds old findings). */
const units = new WeakMap<Block | Days, readonly Unit[]>()
const MOST = 2

function unitOf(placed: readonly Placed[]): Unit {
  const [first] = placed
  const key = (first?.block ?? first?.days) as Block | Days
  const known = units.get(key) ?? []
  const before = known.find(({ members }) => isSame(members, placed))
  if (before) return before
  const unit = { members: placed.map(({ block, days }) => ({ block, days })) }
  units.set(key, [unit, ...known].slice(0, MOST))
  return unit
}

const isSame = (members: readonly Member[], others: readonly Member[]): boolean =>
  members.length === others.length &&
  members.every(({ block, days }, n) => block === others[n]?.block && days === others[n]?.days)
