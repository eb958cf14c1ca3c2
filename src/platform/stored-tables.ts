import type { Tx } from './database.ts'

export interface StoredTable {
  name: string
  /** Columns that hold something of their own: generated ones are left out. */
  columns: string[]
}

/**
 * The tables whose rows are worth keeping (not the unlogged ones), each after those that it refers to: rows that are brought
 * back in this order always find what they point at.
 */
export async function storedTables(tx: Tx): Promise<StoredTable[]> {
  const { rows } = await tx.query<StoredTable & { refers: string[] }>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select coalesce(array_agg(r.relname::text), '{}') from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
     order by c.relname`,
  )
  const waiting = new Map(rows.map((row) => [row.name, row]))
  const ordered: StoredTable[] = []
  while (waiting.size) {
    const ready = [...waiting.values()].filter(({ refers }) => !refers.some((name) => waiting.has(name)))
    if (!ready.length)
      throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`)
    for (const { name, columns } of ready) {
      waiting.delete(name)
      ordered.push({ name, columns })
    }
  }
  return ordered
}

/** `"name" ("column", …)` for COPY. */
export const copyTarget = ({ name, columns }: StoredTable): string =>
  `"${name}" (${columns.map((column) => `"${column}"`).join(', ')})`
