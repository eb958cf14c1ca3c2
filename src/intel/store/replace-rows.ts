import type { Tx } from '../../platform/database.ts'

/** A table that mirrors what feeds say: which of its rows are a file's own, and how they are told apart. */
export interface MirrorTable {
  name: string
  key: readonly string[]
  /** All others that are written. */
  columns: readonly string[]
  /** SQL over the table `t` for the rows that the file is the whole truth about; `$1` = feed, `$2` = path. */
  own: string
  /** The same for items that are only what changed; left out, those remove nothing. */
  ownOfPart?: string
  /** SQL over `t` and `excluded` for a row that is worth writing again; any difference if not given. */
  differs?: string
}

export type Row = Record<string, unknown>

const stagedName = ({ name }: MirrorTable): string => `staged_${name}`

/** Makes the (temporary) table that collects a file's rows; it is gone with the transaction. */
export async function stageTable(tx: Tx, table: MirrorTable): Promise<void> {
  await tx.query(
    `create temporary table ${stagedName(table)} on commit drop as
     select ${[...table.key, ...table.columns].join(', ')} from ${table.name} with no data`,
  )
}

export async function stageRows(tx: Tx, table: MirrorTable, rows: readonly Row[]): Promise<void> {
  const columns = [...table.key, ...table.columns].join(', ')
  await tx.query(
    `insert into ${stagedName(table)} (${columns})
     select ${columns} from json_populate_recordset(null::${stagedName(table)}, $1)`,
    // Neither text nor jsonb can hold U+0000.
    [JSON.stringify(rows).replaceAll('\\u0000', '')],
  )
}

/**
 * Makes a file's rows what was staged: writes those that are new or differ, removes those that are gone. Of several staged rows with
 * one key the last counts. `$1` and `$2` of `own` are the file's feed and path. Returns the keys of all rows that changed; `arrived` = there was
 * none of that key.
 */
export async function replaceRows(
  tx: Tx,
  table: MirrorTable,
  file: { feed: string; path: string },
  partial = false,
): Promise<Row[]> {
  const staged = stagedName(table)
  const keys = table.key.join(', ')
  await tx.query(`create index on ${staged} (${keys})`)
  await tx.query(`analyze ${staged}`)
  const removed = await tx.query<Row>(
    `delete from ${table.name} t where ${partial ? (table.ownOfPart ?? 'false') : table.own} and ($1::text, $2::text) is not null
       and not exists (select from ${staged} s where ${table.key.map((k) => `s.${k} = t.${k}`).join(' and ')})
     returning ${table.key.map((k) => `t.${k}`).join(', ')}, false as arrived`,
    [file.feed, file.path],
  )
  const all = [...table.key, ...table.columns].join(', ')
  const differs =
    table.differs ??
    `(${table.columns.map((c) => `t.${c}`).join(', ')}) is distinct from (${table.columns.map((c) => `excluded.${c}`).join(', ')})`
  const written = await tx.query<Row>(
    `insert into ${table.name} as t (${all})
     select ${all} from (select distinct on (${keys}) * from ${staged} order by ${keys}, ctid desc) s
     on conflict (${keys}) do update set ${table.columns.map((c) => `${c} = excluded.${c}`).join(', ')} where ${differs}
     returning ${table.key.map((k) => `t.${k}`).join(', ')}, t.xmax = 0 as arrived`,
  )
  return [...removed.rows, ...written.rows]
}
