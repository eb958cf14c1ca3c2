import type { Block } from '../posture-index/block.ts'
import { summaryOf } from '../posture-index/block-summary.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import { Carried } from './carried.ts'
import { cellFlows, STEPS } from './cell-flows.ts'

/** How many findings took which step on which day over some assets, cell by cell. */
interface Whole {
  /** By cell: where its own begin, and how many there are. */
  starts: Uint32Array
  sizes: Uint32Array
  /** Days since 1970, UTC. */
  days: Int32Array
  /** See cell-flows.ts. */
  steps: Uint8Array
  counts: Uint32Array
}

/** Steps of findings: each counts once or, of a day and step together, several times. */
export interface Flows {
  days: Int32Array
  steps: Uint8Array
  counts?: Uint32Array
  /** −1: they are to be taken off. */
  sign: 1 | -1
}

/** From one place to another. */
interface Part {
  flows: Flows
  from: number
  to: number
}

/** Of one cell what adds up to its flows. */
export type SharedFlows = (cell: number) => readonly Part[]

const kept = new WeakMap<readonly SelectedBlock[], SharedFlows>()
const wholes = new Carried<Whole>()

/**
 * Of the assets that are in. Kept with their list, which a posture keeps: many findings change on the same few days. Where few assets are
 * other ones than in an earlier list, what was added up for that one, without theirs as they were and with theirs as they are.
 */
export function sharedFlows(blocks: readonly SelectedBlock[], cells: readonly Cell[]): SharedFlows {
  const known = kept.get(blocks) ?? make(blocks, cells)
  kept.set(blocks, known)
  return known
}

function make(blocks: readonly SelectedBlock[], cells: readonly Cell[]): SharedFlows {
  const near = wholes.nearest(cells, blocks)
  const whole = near?.value ?? addUp(byCell(blocks, cells))
  if (!near) wholes.keep(cells, blocks, whole)
  const changed = new Map<number, Part[]>()
  const change = (block: Block, sign: 1 | -1): void => {
    const { starts, days, steps } = cellFlows(block, cells)
    summaryOf(block).cells.forEach((cell, n) => {
      const own = changed.get(cell) ?? []
      changed.set(cell, own)
      own.push({ flows: { days, steps, sign }, from: starts[n] as number, to: starts[n + 1] as number })
    })
  }
  for (const block of near?.differing.gone ?? []) change(block, -1)
  for (const block of near?.differing.come ?? []) change(block, 1)
  const { starts, sizes, days, steps, counts } = whole
  const flows: Flows = { days, steps, counts, sign: 1 }
  return (cell) => {
    const from = starts[cell] ?? 0
    return [{ flows, from, to: from + (sizes[cell] ?? 0) }, ...(changed.get(cell) ?? [])]
  }
}

type Changes = Pick<Whole, 'starts' | 'days' | 'steps'>

/** All changes of all blocks, cell by cell. */
function byCell(blocks: readonly SelectedBlock[], cells: readonly Cell[]): Changes {
  const starts = new Uint32Array(cells.length + 1)
  const parts = blocks
    .filter(({ fails }) => fails === 0)
    .map(({ block }) => ({ codes: summaryOf(block).cells, flows: cellFlows(block, cells) }))
  for (const { codes, flows } of parts)
    for (let n = 0; n < codes.length; n++)
      (starts[(codes[n] as number) + 1] as number) +=
        (flows.starts[n + 1] as number) - (flows.starts[n] as number)
  for (let cell = 0; cell < cells.length; cell++) (starts[cell + 1] as number) += starts[cell] as number
  const next = starts.slice()
  const all = starts[cells.length] as number
  const [days, steps] = [new Int32Array(all), new Uint8Array(all)]
  for (const { codes, flows } of parts)
    for (let n = 0; n < codes.length; n++) {
      let at = next[codes[n] as number] as number
      for (let i = flows.starts[n] as number; i < (flows.starts[n + 1] as number); i++, at++) {
        days[at] = flows.days[i] as number
        steps[at] = flows.steps[i] as number
      }
      next[codes[n] as number] = at
    }
  return { starts, days, steps }
}

/** The same steps of one cell on one day become one with their number, in the place of the first ones. */
function addUp({ starts, days, steps }: Changes): Whole {
  const [first, last] = rangeOf(days)
  // By day and step where one is counted, plus one; all zero between two cells.
  const places = new Uint32Array(days.length ? (last - first + 1) * STEPS : 0)
  const counts = new Uint32Array(days.length)
  const sizes = new Uint32Array(starts.length - 1)
  for (let cell = 0; cell < sizes.length; cell++) {
    const start = starts[cell] as number
    let end = start
    for (let i = start; i < (starts[cell + 1] as number); i++) {
      const step = ((days[i] as number) - first) * STEPS + (steps[i] as number)
      const place = places[step] as number
      if (place) (counts[place - 1] as number)++
      else {
        days[end] = days[i] as number
        steps[end] = steps[i] as number
        counts[end] = 1
        places[step] = ++end
      }
    }
    for (let i = start; i < end; i++) places[((days[i] as number) - first) * STEPS + (steps[i] as number)] = 0
    sizes[cell] = end - start
  }
  return { starts, sizes, days, steps, counts }
}

function rangeOf(days: Int32Array): [first: number, last: number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < days.length; i++) {
    const day = days[i] as number
    if (day < first) first = day
    if (day > last) last = day
  }
  return [first, last]
}
