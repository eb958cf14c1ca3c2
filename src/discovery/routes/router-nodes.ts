import type { Guard, Mount, Override, RouterFact } from './contract.ts'

/** A fact with the file that says it. */
export interface Said<Fact> {
  file: string
  fact: Fact
}

/** A router with all that hangs on it. Others are named by their keys. */
export interface RouterNode {
  declared?: RouterFact
  /** Frameworks that declare it. */
  frameworks: Set<string>
  file: string
  /** Where it is mounted. */
  above: { mount: Said<Mount>; parent: string }[]
  guards: Said<Guard>[]
  /** What it inherits from, and what inherits from it. */
  bases: string[]
  heirs: string[]
  /** Its functions that answer inherited routes, by name. */
  overrides: Map<string, Said<Override>>
}

/** Every router of a tree by its key, before anything hangs together. */
export type RouterNodes = Map<string, RouterNode>

export const emptyNode = (file: string): RouterNode => ({
  file,
  frameworks: new Set(),
  above: [],
  guards: [],
  bases: [],
  heirs: [],
  overrides: new Map(),
})

/** Routers through which the routes of `key` are reached: all that inherit from it, which may answer in its place, then itself. */
export function reachedThrough(nodes: RouterNodes, key: string): string[] {
  const seen = new Set([key])
  for (const one of seen) for (const heir of nodes.get(one)?.heirs ?? []) seen.add(heir)
  return [...seen].filter((one) => one === key || nodes.get(one)?.declared).reverse()
}

/** What a router says of itself or inherits: the nearest that says it. */
export function saidOrInherited<Value>(
  nodes: RouterNodes,
  key: string,
  value: (declared: RouterFact) => Value | undefined,
): { file: string; value: Value } | undefined {
  const seen = new Set([key])
  for (const one of seen) {
    const node = nodes.get(one)
    const found = node?.declared && value(node.declared)
    if (node && found !== undefined) return { file: node.file, value: found }
    for (const base of node?.bases ?? []) seen.add(base)
  }
  return undefined
}

/**
 * Hands guards on to where their routers are mounted, from the line of the mount on: where a function was given the router itself, and
 * where a guard says that it holds outside. Returns guards that hold outside of a router which is mounted nowhere.
 */
export function handGuardsOn(nodes: RouterNodes): Said<Guard>[] {
  const homeless: Said<Guard>[] = []
  const seen = new Set<string>()
  const handOn = (key: string, { file, fact }: Said<Guard>): void => {
    const above = nodes.get(key)?.above ?? []
    if (fact.outward && above.length === 0) homeless.push({ file, fact })
    for (const { mount, parent } of above) {
      const id = `${parent}\0${mount.file}:${mount.fact.line}\0${fact.authentication}`
      if (!(mount.fact.same || fact.outward) || fact.path !== undefined || seen.has(id)) continue
      seen.add(id)
      const { outward: _, ...inside } = fact
      // What is mounted there was hung up before its guard came.
      const guard = { file: mount.file, fact: { ...inside, line: mount.fact.line + 1 } }
      nodes.get(parent)?.guards.push(guard)
      handOn(parent, guard)
    }
  }
  for (const [key, node] of [...nodes])
    for (const guard of [...node.guards]) if (guard.fact.authentication) handOn(key, guard)
  return homeless
}
