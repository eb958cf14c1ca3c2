/** A place in a file, of things that nothing tells apart but where they stand: twins. */
export interface Spot {
  line: number
  /** Last line of what the tool marked. */
  end: number
  /** 0 when the tool does not say. */
  column: number
  /** Height and width of what the tool marked; empty when it does not say. Reindenting keeps it. */
  shape: string
  /** Lines at which other tools see the same finding by now. */
  hints?: readonly number[]
}

/** Twins of one sort: where they stood and where such things stand now. */
export interface Twins<Old extends Spot, Now extends Spot> {
  old: readonly Old[]
  now: readonly Now[]
}

/** Groups larger than this (product of both sides) are paired in order of their lines, to stay linear. */
const MOST_COMPARED = 40_000
/** A line further off than this is as good as any other. */
const FAR = 40
/** What another shape costs, in lines: a formatter may have changed it. */
const OTHER_SHAPE = 25
/** What it costs, in lines, to stand where no other tool sees the finding. */
const ELSEWHERE = 100
/** What another indentation costs, in lines: it changes with the code around, seldom alone. */
const OTHER_COLUMN = 5
/** Tools point at the start of a call, at its argument, or at the line that ends it: that many lines apart is the same place. */
export const NEAR_LINES = 3

/**
 * Says which of several twins of one file is which, once some came, went or moved: those that are alone of their sort show
 * by how many lines the code around them moved, and each twin goes to where its neighbours went. Pairs as many as the
 * smaller side of each sort has. Pure.
 */
export function align<Old extends Spot, Now extends Spot>(sorts: readonly Twins<Old, Now>[]): [Old, Now][] {
  const expected = expectedShifts(sorts)
  return sorts.flatMap(({ old, now }) => {
    const [left, right] = [[...old].sort(byPlace), [...now].sort(byPlace)]
    if (left.length === 0 || right.length === 0) return []
    if (left.length === 1 && right.length === 1) return [[left[0] as Old, right[0] as Now] as [Old, Now]]
    if (left.length * right.length > MOST_COMPARED) return inOrder(left, right)
    const cost = (a: Old, b: Now): number => costOf(a, b, expected(a.line))
    const ordered = cheapestInOrder(left, right, cost)
    const free = cheapestFirst(left, right, cost)
    // Functions that changed places are rare: only clear evidence breaks the order.
    return total(free, cost) + FAR < total(ordered, cost) ? free : ordered
  })
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line
const byPlace = (a: Spot, b: Spot): number => a.line - b.line || a.column - b.column

function inOrder<Old extends Spot, Now extends Spot>(left: Old[], right: Now[]): [Old, Now][] {
  return left.slice(0, right.length).map((a, i) => [a, right[i] as Now])
}

const total = <Old, Now>(pairs: [Old, Now][], cost: (a: Old, b: Now) => number): number =>
  pairs.reduce((sum, [a, b]) => sum + cost(a, b), 0)

/** In lines; the fraction prefers the nearer of two that fit as well, so that every tool decides alike. */
function costOf(a: Spot, b: Spot, shifts: readonly number[]): number {
  const apart = b.line - a.line
  const off = a.hints?.length
    ? Math.min(...a.hints.map((line) => offHint(b, line)))
    : Math.min(...shifts.map((shift) => Math.abs(apart - shift)), FAR)
  const shape = a.shape !== '' && b.shape !== '' && a.shape !== b.shape ? OTHER_SHAPE : 0
  const column = a.column > 0 && b.column > 0 && a.column !== b.column ? OTHER_COLUMN : 0
  return (
    Math.min(off, FAR) +
    shape +
    column +
    Math.min(Math.abs(apart), 9_999) / 10_000 +
    (apart < 0 ? 1 / 20_000 : 0)
  )
}

/** Another tool's word counts more than all else: what all tools call one finding must stand in one place. */
function offHint({ line, end }: Spot, hint: number): number {
  const away = Math.max(line - hint, hint - end, 0)
  return away <= NEAR_LINES ? away / 10 : ELSEWHERE + Math.min(away, FAR)
}

/** By how many lines code at a line may have moved: as what is next to it above, and as what is next to it below. */
function expectedShifts(sorts: readonly Twins<Spot, Spot>[]): (line: number) => number[] {
  const single = sorts.flatMap(({ old: [a, ...as], now: [b, ...bs] }) =>
    a && b && as.length + bs.length === 0 ? [{ line: a.line, shift: b.line - a.line }] : [],
  )
  // A file begins where it began.
  const anchors = [{ line: 0, shift: 0 }, ...single.sort(byLine)]
  const common = single.length === 0 ? commonShifts(sorts) : []
  return (line) => {
    let [low, high] = [0, anchors.length]
    while (low + 1 < high) {
      const middle = (low + high) >> 1
      if ((anchors[middle] as { line: number }).line <= line) low = middle
      else high = middle
    }
    const [above, below] = [anchors[low], anchors[low + 1]]
    return [...(above ? [above.shift] : []), ...(below ? [below.shift] : []), ...common]
  }
}

/** Where all are twins: the two shifts that fit most of them. */
function commonShifts(sorts: readonly Twins<Spot, Spot>[]): number[] {
  const votes = new Map<number, number>()
  for (const { old, now } of sorts) {
    if (old.length * now.length > MOST_COMPARED) continue
    for (const a of old)
      for (const b of now) {
        const shift = b.line - a.line
        votes.set(shift, (votes.get(shift) ?? 0) + (a.shape === b.shape ? 1 : 0.5))
      }
  }
  return [...votes]
    .sort((a, b) => b[1] - a[1] || Math.abs(a[0]) - Math.abs(b[0]))
    .slice(0, 2)
    .map(([shift]) => shift)
}

/** As many pairs as possible that keep the order of lines, with the least sum of costs. */
function cheapestInOrder<Old, Now>(
  left: readonly Old[],
  right: readonly Now[],
  cost: (a: Old, b: Now) => number,
): [Old, Now][] {
  if (left.length > right.length)
    return cheapestInOrder(right, left, (b, a) => cost(a, b)).map(([b, a]) => [a, b])
  // least[i][j]: the first i of the left all paired with some of the first j of the right.
  const least = [new Float64Array(right.length + 1)]
  for (const [i, a] of left.entries()) {
    const before = least[i] as Float64Array
    const row = new Float64Array(right.length + 1).fill(Infinity)
    for (let j = i + 1; j <= right.length; j++)
      row[j] = Math.min(row[j - 1] as number, (before[j - 1] as number) + cost(a, right[j - 1] as Now))
    least.push(row)
  }
  const pairs: [Old, Now][] = []
  for (let i = left.length, j = right.length; i > 0; j--) {
    const row = least[i] as Float64Array
    if (row[j] === row[j - 1]) continue
    pairs.push([left[--i] as Old, right[j - 1] as Now])
  }
  return pairs.reverse()
}

function cheapestFirst<Old, Now>(
  left: readonly Old[],
  right: readonly Now[],
  cost: (a: Old, b: Now) => number,
): [Old, Now][] {
  const options = left.flatMap((a) => right.map((b) => ({ a, b, cost: cost(a, b) })))
  options.sort((x, y) => x.cost - y.cost)
  const taken = new Set<Old | Now>()
  return options.flatMap(({ a, b }): [Old, Now][] => {
    if (taken.has(a) || taken.has(b)) return []
    taken.add(a).add(b)
    return [[a, b]]
  })
}
