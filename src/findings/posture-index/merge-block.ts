import type { Block } from './block.ts'

interface Run {
  of: Block
  from: number
  to: number
}

/** A block with some rows replaced or added (those of `fresh`) and others gone (16 bytes an id, in order). The old one stays as it is. */
export function mergeBlock(old: Block, fresh: Block, gone: Buffer): Block {
  const runs = [...findRuns(old, fresh, gone)].filter(({ from, to }) => to > from)
  const size = runs.reduce((sum, { from, to }) => sum + to - from, 0)
  const places = runs.map(({ of, from, to }) => of.places.slice(startOf(of, from), startOf(of, to)))
  return {
    size,
    ids: Buffer.concat(runs.map(({ of, from, to }) => of.ids.subarray(from * 16, to * 16))),
    scores: joinRuns(new Uint16Array(size), runs, (block) => block.scores),
    firstSeen: joinRuns(new Float64Array(size), runs, (block) => block.firstSeen),
    changed: joinRuns(new Float64Array(size), runs, (block) => block.changed),
    due: joinRuns(new Float64Array(size), runs, (block) => block.due),
    fixed: joinRuns(new Float64Array(size), runs, (block) => block.fixed),
    outcomes: joinRuns(new Uint32Array(size), runs, (block) => block.outcomes),
    cells: joinRuns(new Uint32Array(size), runs, (block) => block.cells),
    weaknesses: joinRuns(new Uint32Array(size), runs, (block) => block.weaknesses),
    assignees: joinRuns(new Uint32Array(size), runs, (block) => block.assignees),
    owners: joinRuns(new Uint32Array(size), runs, (block) => block.owners),
    places: places.join(''),
    placeStarts: joinStarts(size, runs),
  }
}

const startOf = (block: Block, row: number): number =>
  row < block.size ? (block.placeStarts[row] as number) : block.places.length

/** The old rows between those that changed, and the fresh ones, in the order of ids. */
function* findRuns(old: Block, fresh: Block, gone: Buffer): Generator<Run> {
  let [at, next, left] = [0, 0, 0]
  while (next < fresh.size || left * 16 < gone.length) {
    const isFresh =
      left * 16 >= gone.length ||
      (next < fresh.size && fresh.ids.compare(gone, left * 16, left * 16 + 16, next * 16, next * 16 + 16) < 0)
    const [ids, row] = isFresh ? [fresh.ids, next] : [gone, left]
    const place = rowsBelow(old, ids, row)
    yield { of: old, from: at, to: place }
    at =
      place < old.size && old.ids.compare(ids, row * 16, row * 16 + 16, place * 16, place * 16 + 16) === 0
        ? place + 1
        : place
    if (isFresh) yield { of: fresh, from: next, to: ++next }
    else left++
  }
  yield { of: old, from: at, to: old.size }
}

/** How many rows of a block have smaller ids than row `row` of other ids. */
function rowsBelow({ ids, size }: Block, others: Buffer, row: number): number {
  let [low, high] = [0, size]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ids.compare(others, row * 16, row * 16 + 16, middle * 16, middle * 16 + 16) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function joinRuns<T extends Uint16Array | Uint32Array | Float64Array>(
  column: T,
  runs: readonly Run[],
  read: (block: Block) => T,
): T {
  let at = 0
  for (const { of, from, to } of runs) {
    column.set(read(of).subarray(from, to), at)
    at += to - from
  }
  return column
}

function joinStarts(size: number, runs: readonly Run[]): Uint32Array {
  const starts = new Uint32Array(size)
  let [at, end] = [0, 0]
  for (const { of, from, to } of runs) {
    const shift = end - startOf(of, from)
    for (let row = from; row < to; row++) starts[at++] = (of.placeStarts[row] as number) + shift
    end += startOf(of, to) - startOf(of, from)
  }
  return starts
}
