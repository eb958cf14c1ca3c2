interface Entry<T> {
  key: number
  /** Among equal keys the earlier one wins. */
  seq: number
  of: T
  row: number
}

/** Keeps the `limit` rows with the largest keys: a heap whose root is the worst of them. */
export class TopRows<T> {
  /** A key up to this one does not get in. */
  worst = Number.NEGATIVE_INFINITY
  readonly #limit: number
  readonly #heap: Entry<T>[] = []
  #seq = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(key: number, of: T, row: number): void {
    const entry = { key, seq: this.#seq++, of, row }
    const heap = this.#heap
    if (heap.length < this.#limit) {
      heap.push(entry)
      this.#rise(heap.length - 1)
    } else {
      heap[0] = entry
      this.#sink(0)
    }
    if (heap.length === this.#limit) this.worst = (heap[0] as Entry<T>).key
  }

  /** Best first. */
  sorted(): { of: T; row: number }[] {
    return [...this.#heap].sort((a, b) => b.key - a.key || a.seq - b.seq)
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!this.#swapIfWorse(at, parent)) return
      at = parent
    }
  }

  #sink(from: number): void {
    for (let at = from; ; ) {
      const left = 2 * at + 1
      if (left >= this.#heap.length) return
      const right = left + 1
      const child = right < this.#heap.length && this.#isWorse(right, left) ? right : left
      if (!this.#swapIfWorse(child, at)) return
      at = child
    }
  }

  #isWorse(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a] as Entry<T>, this.#heap[b] as Entry<T>]
    return x.key < y.key || (x.key === y.key && x.seq > y.seq)
  }

  #swapIfWorse(child: number, parent: number): boolean {
    if (!this.#isWorse(child, parent)) return false
    const heap = this.#heap
    const held = heap[child] as Entry<T>
    heap[child] = heap[parent] as Entry<T>
    heap[parent] = held
    return true
  }
}
