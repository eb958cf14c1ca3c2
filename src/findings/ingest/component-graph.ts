/** More components than a scope can have: an edge is one exact number. */
const MOST = 2 ** 26

/**
 * Who uses whom among a scope's components, by the report's own references, which may come before what they mean. Components and references
 * are counted, so that hundreds of thousands of them take tens of megabytes: beside its texts an edge is two numbers.
 */
export class ComponentGraph {
  readonly #refs = new Map<string, number>()
  readonly #components = new Map<string, number>()
  /** By a reference's number the component's that it means; undefined until it is placed. */
  readonly #meant: (number | undefined)[] = []
  /** By turns the number of the reference that uses, and of the one that is used. */
  readonly #ends: number[] = []

  /** `ref` means the component `id` from now on. Returns whether that was not there before. */
  place(ref: string, id: string): boolean {
    const isNew = !this.#components.has(id)
    this.#meant[numberOf(this.#refs, ref)] = numberOf(this.#components, id)
    return isNew
  }

  link(ref: string, dependsOn: readonly string[]): void {
    const from = numberOf(this.#refs, ref)
    for (const used of dependsOn) this.#ends.push(from, numberOf(this.#refs, used))
  }

  /** Each edge once, as two ids; without those of components to themselves, and to or from what was never placed. */
  *edges(): Generator<[from: string, to: string]> {
    const ids = [...this.#components.keys()]
    const edges = this.#edgeNumbers().sort()
    for (const [at, edge] of edges.entries())
      if (edge !== edges[at - 1]) yield [ids[Math.floor(edge / MOST)] as string, ids[edge % MOST] as string]
  }

  #edgeNumbers(): Float64Array {
    const ends = this.#ends
    const edges = new Float64Array(ends.length / 2)
    let count = 0
    for (let at = 0; at < ends.length; at += 2) {
      const from = this.#meant[ends[at] as number]
      const to = this.#meant[ends[at + 1] as number]
      if (from !== undefined && to !== undefined && from !== to) edges[count++] = from * MOST + to
    }
    return edges.subarray(0, count)
  }
}

/** The number of a text, the next one where it has none. */
function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text)
  if (known !== undefined) return known
  numbers.set(text, numbers.size)
  return numbers.size - 1
}
