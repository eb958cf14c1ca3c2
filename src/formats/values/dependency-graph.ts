/** One reference of a report: what the report says of it and what it uses. */
export interface GraphNode<T> {
  readonly ref: string
  /** Undefined while the report has only referred to it. */
  value: T | undefined
  uses: GraphNode<T>[]
  /** True once a walk has come here. */
  reached: boolean
  /** The last step of the shortest way here; undefined for roots. */
  before: GraphNode<T> | undefined
}

/** Who uses whom in one report, by the report's own references. Holds a few hundred thousand of them in little memory. */
export class DependencyGraph<T> {
  readonly #nodes = new Map<string, GraphNode<T>>()

  find(ref: string): GraphNode<T> | undefined {
    return this.#nodes.get(ref)
  }

  nodes(): IterableIterator<GraphNode<T>> {
    return this.#nodes.values()
  }

  /** The node of `ref`, a new one where nothing was said of it before. */
  at(ref: string): GraphNode<T> {
    const known = this.#nodes.get(ref)
    if (known) return known
    const node = { ref, value: undefined, uses: [], reached: false, before: undefined }
    this.#nodes.set(ref, node)
    return node
  }

  add(ref: string, dependsOn: string[]): void {
    const node = this.at(ref)
    const uses = dependsOn.map((use) => this.at(use))
    // An array that grows by steps reserves room for more than most nodes use.
    if (node.uses.length === 0) node.uses = uses
    else node.uses.push(...uses)
  }

  /**
   * Finds the shortest ways from any of `roots` to everything that they use. To be called once, when the graph is whole.
   * `edgesOf` may lead further than what a node uses.
   */
  walkFrom(roots: (GraphNode<T> | undefined)[], edgesOf = (node: GraphNode<T>) => node.uses): void {
    const queue = roots.filter((root) => root !== undefined)
    for (const root of queue) root.reached = true
    for (let at = 0; at < queue.length; at++) {
      const from = queue[at] as GraphNode<T>
      for (const to of edgesOf(from)) {
        if (to.reached) continue
        to.reached = true
        to.before = from
        queue.push(to)
      }
    }
  }
}

/** The nodes on the way from a root to `node`, both included; only the node itself where no way leads. */
export function wayTo<T>(node: GraphNode<T>): GraphNode<T>[] {
  const way = [node]
  for (let step = node.before; step; step = step.before) way.push(step)
  return way.reverse()
}
