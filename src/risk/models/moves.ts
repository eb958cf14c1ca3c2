/** A finding whose score would be another one, in tenths. */
export interface Move {
  asset: string
  finding: string
  before: number
  after: number
  /** What its score is made of: findings of the same are alike. */
  key: string
}

export interface Moved {
  findings: number
  changed: number
  up: number
  down: number
  top100: { entered: number; left: number }
  /** By tens of points. */
  distribution: { from: number; to: number; before: number; after: number }[]
}

/** Scores, tenths. */
const SCORES = 1001
const MOST_NAMED = 5
const TOP = 100

/** How the scores of findings move: of each pair of before and after how many do, which is all that is told of them, and the few that move most. */
export class Moves {
  /** By before × {@link SCORES} + after. */
  readonly #counts = new Uint32Array(SCORES * SCORES)
  /** Those that move most first, one of each that are alike. */
  readonly #up: Move[] = []
  readonly #down: Move[] = []

  count(before: number, after: number): void {
    ;(this.#counts[before * SCORES + after] as number)++
  }

  /** Whether a move is one of the farthest so far, and to be kept. */
  isFar(before: number, after: number): boolean {
    const kept = after > before ? this.#up : this.#down
    return distance({ before, after }) > (kept.length < MOST_NAMED ? 0 : distance(kept.at(-1) as Move))
  }

  keep(move: Move): void {
    const kept = move.after > move.before ? this.#up : this.#down
    if (kept.some((one) => one.key === move.key && one.before === move.before && one.after === move.after))
      return
    const place = kept.findIndex((one) => distance(one) < distance(move))
    kept.splice(place < 0 ? kept.length : place, 0, move)
    kept.splice(MOST_NAMED)
  }

  farthest(): { up: readonly Move[]; down: readonly Move[] } {
    return { up: this.#up, down: this.#down }
  }

  told(): Moved {
    const made: Moved = {
      findings: 0,
      changed: 0,
      up: 0,
      down: 0,
      top100: { entered: 0, left: 0 },
      distribution: Array.from({ length: 10 }, (_, n) => ({
        from: n * 10,
        to: n * 10 + 10,
        before: 0,
        after: 0,
      })),
    }
    const bandOf = (tenths: number) =>
      made.distribution[Math.min(9, Math.floor(tenths / 100))] as Moved['distribution'][number]
    for (const { before, after, count } of this.#pairs()) {
      made.findings += count
      if (after > before) made.up += count
      if (after < before) made.down += count
      bandOf(before).before += count
      bandOf(after).after += count
    }
    made.changed = made.up + made.down
    const others = this.#othersOnTop()
    made.top100 = { entered: others, left: others }
    return made
  }

  *#pairs(): Generator<Pair> {
    for (const [at, count] of this.#counts.entries())
      if (count > 0) yield { before: Math.floor(at / SCORES), after: at % SCORES, count }
  }

  /** How many of the hundred highest are others than before. Of equally high ones those stay that are higher by the other weights. */
  #othersOnTop(): number {
    const pairs = [...this.#pairs()]
    const before = highest([...pairs].sort((a, b) => b.before - a.before || b.after - a.after))
    const after = highest(pairs.sort((a, b) => b.after - a.after || b.before - a.before))
    let [size, stayed] = [0, 0]
    for (const [pair, count] of before) {
      size += count
      stayed += Math.min(count, after.get(pair) ?? 0)
    }
    return size - stayed
  }
}

interface Pair {
  before: number
  after: number
  count: number
}

const distance = ({ before, after }: Pick<Pair, 'before' | 'after'>): number => Math.abs(after - before)

/** The first hundred findings of sorted pairs: how many of each. */
function highest(sorted: readonly Pair[]): Map<Pair, number> {
  const taken = new Map<Pair, number>()
  let left = TOP
  for (const pair of sorted) {
    if (left === 0) break
    const count = Math.min(left, pair.count)
    taken.set(pair, count)
    left -= count
  }
  return taken
}
