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
