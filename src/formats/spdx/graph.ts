import type { Component, Dependency } from '../../model/component.ts'
import { DependencyGraph, type GraphNode, wayTo } from '../values/dependency-graph.ts'
import type { Edge } from './relationships.ts'

/** What is kept of each package while the document is read again. */
export interface Known {
  name: string
  version?: string
  /** False for what only groups packages: an image, a lockfile, an operating system. */
  package: boolean
  /** How it is needed: bits by the order of SCOPES. */
  needs?: number
}

type Node = GraphNode<Known>

/** In order of what wins. A need without a scope says nothing; only one that is said to be at run time is stronger. */
const SCOPES: Component['scope'][] = ['runtime', undefined, 'optional', 'test', 'development']

/** The packages of a document: what needs what, and apart from that what is in what. */
export class PackageGraph {
  readonly #needs = new DependencyGraph<Known>()
  readonly #contents = new Map<Node, Node[]>()
  #roots: Node[] = []
  /** What the described element needs itself; undefined where the document says nothing of it. */
  #direct: Set<Node> | undefined

  note(ref: string, known: Known): void {
    this.#needs.at(ref).value ??= known
  }

  has(ref: string): boolean {
    return this.#needs.find(ref) !== undefined
  }

  /** Edges to what is no package of the document are left out. */
  add({ from: user, to: used, kind, scope }: Edge): void {
    const from = this.#needs.find(user)
    const to = this.#needs.find(used)
    if (!from || !to?.value) return
    if (kind === 'depends') {
      from.uses.push(to)
      to.value.needs = (to.value.needs ?? 0) | (1 << SCOPES.indexOf(scope))
    } else if (!this.#contents.get(from)?.push(to)) this.#contents.set(from, [to])
  }

  /** To be called once, with what the document describes, when all edges are there. */
  finish(described: Iterable<string>): void {
    const known = [...new Set(described)].flatMap((ref) => this.#needs.find(ref) ?? [])
    // Some tools say that the document describes each of its packages; the root is then the one that holds the others.
    this.#roots = known.length === 1 ? known : known.filter((node) => this.#edgesOf(node).length > 0)
    this.#needs.walkFrom(this.#roots, (node) => this.#edgesOf(node))
    const direct = new Set([...this.#tops()].flatMap((top) => top.uses))
    if (direct.size > 0) this.#direct = direct
  }

  /** The first element that the document describes. */
  get root(): { ref: string; name: string } | undefined {
    const [root] = this.#roots
    return root && { ref: root.ref, name: root.value?.name ?? root.ref }
  }

  isRoot(ref: string): boolean {
    return this.#roots.some((root) => root.ref === ref)
  }

  /** Undefined for what the document does not lead to from what it describes. */
  isDirect(ref: string): boolean | undefined {
    const node = this.#needs.find(ref)
    return node?.before ? this.#direct?.has(node) : undefined
  }

  scopeOf(ref: string): Component['scope'] {
    const needs = this.#needs.find(ref)?.value?.needs ?? 0
    return SCOPES.find((_scope, bit) => needs & (1 << bit))
  }

  /** The packages from the described element to this one, as `name@version`. */
  chainTo(ref: string): string[] | undefined {
    const node = this.#needs.find(ref)
    const way = node?.before ? wayTo(node) : []
    const packages = way.flatMap(({ value }, index) =>
      value && (value.package || index === 0) ? [value] : [],
    )
    return packages.length > 1 ? packages.map(nameAndVersion) : undefined
  }

  /** Every package's edges to other packages. */
  *dependencies(): Generator<Dependency> {
    for (const node of this.#needs.nodes()) {
      const edges = this.#edgesOf(node)
      if (edges.length > 0)
        yield { type: 'dependency', ref: node.ref, dependsOn: [...new Set(edges)].map(({ ref }) => ref) }
    }
  }

  #edgesOf(node: Node): Node[] {
    const contents = this.#contents.get(node)
    return contents ? [...node.uses, ...contents] : node.uses
  }

  /** The roots, and what only groups packages beneath them. */
  #tops(): Set<Node> {
    const tops = new Set(this.#roots)
    for (const top of tops)
      for (const inner of this.#edgesOf(top)) if (inner.value?.package === false) tops.add(inner)
    return tops
  }
}

const nameAndVersion = ({ name, version }: Known): string => (version ? `${name}@${version}` : name)
