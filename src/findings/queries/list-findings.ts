import type { Pool } from '../../platform/database.ts'
import { idOf } from '../posture-index/block.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import { postureFor } from './branches.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import type { FindingFilter } from './filter.ts'
import { type FindingKey, type FindingRow, readFindingRows } from './finding-row.ts'
import { pickByNumber } from './pick-by-number.ts'
import { pickByText } from './pick-by-text.ts'
import type { Picked } from './picked.ts'
import type { Reader } from './reader.ts'
import { type Selection, select } from './selection.ts'
import { isTextSort, NUMBER_SORTS, type Order, type Sort, TEXT_SORTS } from './sorts.ts'

export interface FindingQuery extends FindingFilter {
  sort: Sort
  /** Left out: the direction that people want first. */
  order?: Order
  /** 1 … 500. */
  limit: number
  cursor?: string
}

export interface FindingPage {
  items: FindingRow[]
  /** Cursor of the next page; null on the last. */
  next: string | null
  /** Exact count of all that match. */
  total: number
}

/** One page of the findings that a filter asks for and the reader may see. Throws `bad_cursor`, `branch_needs_asset`. */
export async function listFindings(pool: Pool, query: FindingQuery, reader: Reader): Promise<FindingPage> {
  return listIn(pool, await postureFor(pool, query), query, reader)
}

/** The same in a posture that is there already. */
export async function listIn(
  pool: Pool,
  posture: Posture,
  query: FindingQuery,
  reader: Reader,
): Promise<FindingPage> {
  const { rows, next, total } = await pickPage(select(posture, query, reader), query)
  const items = await readFindingRows(pool, rows.map(keyOf))
  return { items: query.asOf ? asThen(items, rows, posture) : items, next, total }
}

/** The database knows today's states; the posture those of the day that was asked for. */
function asThen(items: FindingRow[], rows: readonly Picked[], { cells }: Posture): FindingRow[] {
  const then = new Map(
    rows.map(({ selected: { block }, row }) => [
      idOf(block, row),
      { cell: cells[block.cells[row] as number], at: block.fixed[row] },
    ]),
  )
  return items.map((item) => {
    const { cell, at } = then.get(item.id) ?? {}
    return { ...item, state: cell?.state ?? item.state, fixedAt: at ? new Date(at).toISOString() : null }
  })
}

/** The keys of the page's rows, the cursor after them and the count of all rows. */
export async function pickPage(
  selection: Selection,
  { sort, order = defaultOrder(sort), limit, cursor }: Omit<FindingQuery, keyof FindingFilter>,
): Promise<{ rows: Picked[]; next: string | null; total: number }> {
  const after = cursor === undefined ? undefined : readCursor(cursor, { sort, order })
  const { rows, total } = isTextSort(sort)
    ? await pickByText(selection, { sort, order, limit: limit + 1, after })
    : pickByNumber(selection, { sort, order, limit: limit + 1, after })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const next = last && rows.length > limit ? writeCursor(cursorAt(last, sort, order)) : null
  return { rows: page, next, total }
}

export const defaultOrder = (sort: Sort): Order => (isTextSort(sort) ? TEXT_SORTS[sort] : NUMBER_SORTS[sort])

export const keyOf = ({ selected, row }: Picked): FindingKey => [selected.asset.id, idOf(selected.block, row)]

function cursorAt(picked: Picked, sort: Sort, order: Order): Cursor {
  const [asset, finding] = keyOf(picked)
  const { key, row, selected } = picked
  return { sort, order, key, score: selected.block.scores[row] as number, asset, finding }
}
