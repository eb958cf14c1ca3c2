import type { Block } from '../posture-index/block.ts'
import type { Cell } from '../posture-index/cell.ts'
import type { SelectedBlock } from '../queries/select-blocks.ts'

/** Assets of an earlier list whose findings are no longer as they were, and the same of the later list as they are now. */
export interface Differing {
  gone: readonly Block[]
  come: readonly Block[]
}

interface Made<T> {
  /** Of the assets that were in. */
  blocks: ReadonlySet<Block>
  value: T
}

/** Lists of assets of which the newest sums are kept: everything, and a few teams'. */
const MOST = 4
/** Where a larger share of the findings than this is of assets that changed, adding everything up anew is as fast. */
const MOST_CHANGED = 1 / 8

/**
 * Sums over lists of assets, of which the next one differs in few assets mostly: a report changes one. Blocks are never changed, only
 * replaced, so that what differs is told by them alone. Kept by the cells of an index, whose numbers stay what they are.
 */
export class Carried<T> {
  readonly #made = new WeakMap<readonly Cell[], Made<T>[]>()

  /** Earlier sums that differ in few assets, and in which. */
  nearest(
    cells: readonly Cell[],
    blocks: readonly SelectedBlock[],
  ): { value: T; differing: Differing } | undefined {
    const now = inOf(blocks)
    const most = MOST_CHANGED * rowsOf(now)
    for (const { blocks: then, value } of this.#made.get(cells) ?? []) {
      const differing = { gone: [...then.difference(now)], come: [...now.difference(then)] }
      if (rowsOf(differing.gone) + rowsOf(differing.come) <= most) return { value, differing }
    }
    return undefined
  }

  /** Keeps sums for later ones, instead of those that they were made from. */
  keep(cells: readonly Cell[], blocks: readonly SelectedBlock[], value: T, instead?: T): void {
    const others = (this.#made.get(cells) ?? []).filter((one) => one.value !== instead)
    this.#made.set(cells, [{ blocks: inOf(blocks), value }, ...others].slice(0, MOST))
  }
}

const inOf = (blocks: readonly SelectedBlock[]): Set<Block> =>
  new Set(blocks.filter(({ fails }) => fails === 0).map(({ block }) => block))

function rowsOf(blocks: Iterable<Block>): number {
  let rows = 0
  for (const { size } of blocks) rows += size
  return rows
}
