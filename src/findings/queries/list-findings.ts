import type { Pool } from '../../platform/database.ts'
import { idOf } from '../posture-index/block.ts'
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
  const posture = await postureFor(pool, query)
  const { rows, next, total } = await pickPage(select(posture, query, reader), query)
  return { items: await readFindingRows(pool, rows.map(keyOf)), next, total }
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
