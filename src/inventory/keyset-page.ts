import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'

export interface Page<T> {
  items: T[]
  next: string | null
  total: number
}

export interface Keyset {
  /** `from …` and joins; the row's id is `a.id`. */
  from: string
  /** Conditions, joined by `and`; their parameters are $1, $2, … */
  where: string[]
  parameters: unknown[]
  /** SQL of the sort key, never null, its type, and what it needs joined. */
  sort: { key: string; type: 'text' | 'numeric'; join?: string }
  order: 'asc' | 'desc'
  limit: number
  cursor: string | undefined
  /** The same rows told in another way, where that is quicker to count: `from …` and conditions of the same parameters. */
  counted?: { from: string; where: string[] } | undefined
}

/** Ids of one page in order, the cursor of the next page, and how many rows match in all. */
export async function keysetPage(tx: Tx, keyset: Keyset): Promise<Page<string>> {
  const { from, parameters, sort, order, limit } = keyset
  const where = allOf(keyset.where)
  const counted = keyset.counted ?? keyset
  const after = decodeCursor(keyset.cursor, 2) ?? [null, null]
  const n = parameters.length
  const beyond = order === 'asc' ? '>' : '<'
  const { rows } = await tx.query<{ id: string; key: string }>(
    `select id, key::text from (select a.id, ${sort.key} as key from ${from} ${sort.join ?? ''} where ${where}) matching
     where $${n + 1}::${sort.type} is null or (key, id) ${beyond} ($${n + 1}::${sort.type}, $${n + 2}::uuid)
     order by matching.key ${order}, id ${order} limit $${n + 3}`,
    [...parameters, ...after, limit + 1],
  )
  const count = await tx.query<{ total: number }>(
    `select count(*) as total from ${counted.from} where ${allOf(counted.where)}`,
    parameters,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => row.id),
    next: rows.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    total: count.rows[0]?.total ?? 0,
  }
}

const allOf = (conditions: readonly string[]): string => conditions.join(' and ') || 'true'
