import { summaryOf } from '../posture-index/block-summary.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'
import type { CellSums, Part } from './cell-sums.ts'
import { type Added, addFacts, FIXED, nothing, OPEN } from './sums.ts'

/** One cell's sums while parts are exchanged. */
interface Exchange {
  sums: Added
  /** Ages and times to fix that go and that come. */
  ages: { gone: number[]; come: number[] }
  tenths: { gone: number[]; come: number[] }
  /** The highest score went: it has to be looked for. */
  headless: boolean
}

/** Sums by cell without some assets' rows and with others', over the list of assets that comes of it. The sums that were stay as they are. */
export function exchangeParts(
  { sums: before, until }: CellSums,
  blocks: readonly SelectedBlock[],
  { gone, come }: { gone: readonly Part[]; come: readonly Part[] },
): CellSums {
  const changed = new Map<number, Exchange>()
  const exchangeOf = (cell: number): Exchange => {
    const known = changed.get(cell) ?? exchange(before[cell])
    changed.set(cell, known)
    return known
  }
  for (const part of gone) takeOff(part, exchangeOf)
  for (const part of come) putOn(part, exchangeOf)
  findHeads(changed, blocks)
  const sums = before.slice()
  for (const [cell, { sums: own, ages, tenths }] of changed)
    sums[cell] = {
      ...own,
      ages: exchanged(own.ages, ages),
      fixTenths: exchanged(own.fixTenths, tenths),
    }
  return { sums, until: come.reduce((least, part) => Math.min(least, part.until), until) }
}

function exchange(before: Added = nothing()): Exchange {
  const { counts, flowFindings, flowRisk } = before
  return {
    sums: {
      ...before,
      counts: counts.slice(),
      flowFindings: flowFindings.slice(),
      flowRisk: flowRisk.slice(),
    },
    ages: { gone: [], come: [] },
    tenths: { gone: [], come: [] },
    headless: false,
  }
}

function takeOff({ block, facts, ages, fixTenths }: Part, exchangeOf: (cell: number) => Exchange): void {
  for (let row = 0; row < facts.length; row++) {
    const own = facts[row] as number
    if (own === 0) continue
    const [score, one] = [block.scores[row] as number, exchangeOf(block.cells[row] as number)]
    addFacts(one.sums, own, score, -1)
    if (own & OPEN) {
      one.ages.gone.push(ages[row] as number)
      if (score === one.sums.topScore) one.headless = true
    } else if (own & FIXED) one.tenths.gone.push(fixTenths[row] as number)
  }
}

function putOn({ block, facts, ages, fixTenths }: Part, exchangeOf: (cell: number) => Exchange): void {
  for (let row = 0; row < facts.length; row++) {
    const own = facts[row] as number
    if (own === 0) continue
    const one = exchangeOf(block.cells[row] as number)
    addFacts(one.sums, own, block.scores[row] as number)
    if (own & OPEN) one.ages.come.push(ages[row] as number)
    else if (own & FIXED) one.tenths.come.push(fixTenths[row] as number)
  }
}

/** The highest scores of cells of which that row went. All rows of a cell are open, or none. */
function findHeads(changed: ReadonlyMap<number, Exchange>, blocks: readonly SelectedBlock[]): void {
  const headless = [...changed].filter(([, one]) => one.headless)
  if (headless.length === 0) return
  for (const [, { sums }] of headless) sums.topScore = 0
  const byCell = new Map(headless)
  for (const { block, fails } of blocks) {
    if (fails) continue
    const { cells, topScores } = summaryOf(block)
    for (let n = 0; n < cells.length; n++) {
      const sums = byCell.get(cells[n] as number)?.sums
      if (sums && (topScores[n] as number) > sums.topScore) sums.topScore = topScores[n] as number
    }
  }
}

/** Numbers without some of them, each as often as it is named, and with others. */
function exchanged(
  pieces: ArrayLike<number>[],
  { gone, come }: { gone: readonly number[]; come: readonly number[] },
): ArrayLike<number>[] {
  if (gone.length + come.length === 0) return pieces
  const left = new Map<number, number>()
  for (const one of gone) left.set(one, (left.get(one) ?? 0) + 1)
  const size = pieces.reduce((sum, { length }) => sum + length, come.length - gone.length)
  const made = new Uint16Array(size)
  let at = 0
  for (const piece of pieces)
    for (let i = 0; i < piece.length; i++) {
      const one = piece[i] as number
      const times = left.get(one)
      if (times) left.set(one, times - 1)
      else made[at++] = one
    }
  made.set(come, at)
  return size > 0 ? [made] : []
}
