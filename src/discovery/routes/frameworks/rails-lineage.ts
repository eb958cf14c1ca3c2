import type { FileFacts } from '../../contract.ts'
import type { RouteFact } from '../contract.ts'
import { rubyAsksWho } from '../languages/ruby-authentication.ts'
import { type RailsController, railsData } from './rails-notes.ts'

/** A controller with its place. */
export interface Held {
  name: string
  file: string
  line: number
  data: RailsController
}

/** All controllers of a tree: by the place that routes name them by, and by the names of their classes. */
export class RailsControllers {
  readonly #byPlace = new Map<string, Held[]>()
  readonly #byName = new Map<string, Held[]>()
  /** Names of all filters of the tree. */
  readonly filters = new Set<string>()

  constructor(files: readonly FileFacts<RouteFact>[]) {
    for (const { path: file, facts } of files)
      for (const fact of facts) {
        const data = railsData(fact, 'controller')
        if (!data || fact.fact !== 'note') continue
        for (const { names } of data.filters) for (const name of names) this.filters.add(name)
        const held = { name: fact.name, file, line: fact.line, data }
        const place = /(?:^|\/)controllers\/(.+)_controller\.rb$/.exec(file)?.[1]
        if (place && /Controller$/.test(fact.name)) push(this.#byPlace, place, held)
        push(this.#byName, fact.name.toLowerCase(), held)
      }
  }

  /** The controller that routes in `from` name so: `api/v1/users`. */
  at(place: string, from: string): Held | undefined {
    const class_ = `${place.replaceAll('_', '').split('/').join('::')}controller`
    return nearest(this.#byPlace.get(place) ?? this.#byName.get(class_), from)
  }

  /** The class and all that it inherits or includes, nearest first; `open` when something of it is nowhere in the tree. */
  lineage(held: Held): { all: Held[]; open: boolean } {
    const all: Held[] = []
    let open = false
    const visit = (one: Held, depth: number): void => {
      if (all.includes(one) || depth > 20 || all.length > 60) return
      all.push(one)
      for (const name of [...one.data.includes].reverse()) {
        const found = this.#named(one, name)
        if (found) visit(found, depth + 1)
      }
      const { base } = one.data
      if (base === undefined) return
      const found = this.#named(one, base)
      if (found) visit(found, depth + 1)
      else if (!/^(?:::)?ActionController::/.test(base)) open = true
    }
    visit(held, 0)
    return { all, open }
  }

  #named(from: Held, name: string): Held | undefined {
    const nesting = from.name.split('::')
    const bare = name.replace(/^::/, '')
    for (let length = name.startsWith('::') ? 0 : nesting.length; length >= 0; length--) {
      const found = nearest(
        this.#byName.get([...nesting.slice(0, length), bare].join('::').toLowerCase()),
        from.file,
      )
      if (found && found !== from) return found
    }
    return undefined
  }
}

/**
 * The filter that asks who is calling before an action; undefined when none does. Where the tree has a filter of the same name with `!`,
 * the one without lets strangers in.
 */
export function askedBefore(
  lineage: readonly Held[],
  action: string,
  filters: ReadonlySet<string>,
): string | undefined {
  const asked = new Map<string, boolean>()
  const soft = new Set(lineage.flatMap(({ data }) => data.soft ?? []))
  for (const { data } of [...lineage].reverse())
    for (const { names, only, except, skip } of data.filters) {
      const applies = only ? only.includes(action) : !except?.includes(action)
      if (!applies) continue
      for (const name of names)
        if (skip) asked.delete(name)
        else if (rubyAsksWho(name) && !filters.has(`${name}!`) && !soft.has(name)) asked.set(name, true)
      if (skip && names.includes('require_authentication')) asked.clear()
    }
  return asked.keys().next().value
}

function push(map: Map<string, Held[]>, key: string, held: Held): void {
  const list = map.get(key)
  if (list) list.push(held)
  else map.set(key, [held])
}

/** The one whose file shares most folders with `from`. */
function nearest(all: readonly Held[] | undefined, from: string): Held | undefined {
  let [best, most] = [undefined as Held | undefined, -1]
  for (const one of all ?? []) {
    let shared = 0
    while (shared < from.length && one.file[shared] === from[shared]) shared++
    if (shared > most) [best, most] = [one, shared]
  }
  return best
}
