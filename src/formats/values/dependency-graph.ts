/** Who uses whom in one report, by the report's own references. Holds a few hundred thousand of them in little memory. */
export class DependencyGraph {
  readonly #numbers = new Map<string, number>()
  readonly #refs: string[] = []
  readonly #uses: (number[] | undefined)[] = []

  add(ref: string, dependsOn: string[]): void {
    const from = this.#numberOf(ref)
    const uses = this.#uses[from] ?? []
    for (const to of dependsOn) uses.push(this.#numberOf(to))
    this.#uses[from] = uses
  }

  /** What `ref` uses itself; undefined when the report says nothing of it. */
  usesOf(ref: string): string[] | undefined {
    const number = this.#numbers.get(ref)
    return number === undefined ? undefined : this.#uses[number]?.map((use) => this.#refs[use] as string)
  }

  /** The shortest ways from any of `roots` to everything that they use. */
  waysFrom(roots: string[]): Ways {
    const before = new Int32Array(this.#refs.length).fill(UNREACHED)
    const queue = roots.flatMap((root) => this.#numbers.get(root) ?? [])
    for (const root of queue) before[root] = START
    for (let at = 0; at < queue.length; at++) {
      const from = queue[at] as number
      for (const to of this.#uses[from] ?? []) {
        if (before[to] !== UNREACHED) continue
        before[to] = from
        queue.push(to)
      }
    }
    return { to: (ref) => this.#way(before, ref) }
  }

  #way(before: Int32Array, ref: string): string[] | undefined {
    const way: string[] = []
    for (let at = this.#numbers.get(ref) ?? START; at !== START; at = before[at] as number) {
      if (before[at] === UNREACHED) return undefined
      way.push(this.#refs[at] as string)
    }
    return way.length > 0 ? way.reverse() : undefined
  }

  #numberOf(ref: string): number {
    const known = this.#numbers.get(ref)
    if (known !== undefined) return known
    this.#numbers.set(ref, this.#refs.length)
    return this.#refs.push(ref) - 1
  }
}

export interface Ways {
  /** The references from a root to `ref`, both included; undefined where no way leads there. */
  to(ref: string): string[] | undefined
}

const UNREACHED = -2
const START = -1
