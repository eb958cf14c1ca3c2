import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

export type Pool = pg.Pool
/** A connection inside a transaction. Every database operation takes one as its first argument. */
export type Tx = pg.PoolClient

// bigint counts fit a double up to 2^53: numbers, not strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a pool. `size` = most connections; `name` shows in pg_stat_activity. */
export function openPool(url: string, size: number, name: string): Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: name, onConnect: endWithUs })
  // A connection that breaks, idle or in use, fails the query it has and is replaced at the next one; without listeners the
  // event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (connection) => connection.on('error', () => {}))
  return pool
}

/**
 * A query whose process died runs on, and holds its locks from whoever takes the work up, until the server looks whether anybody still
 * listens. By itself it never does; some systems cannot (https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL).
 */
async function endWithUs(connection: pg.ClientBase): Promise<void> {
  await connection.query("set client_connection_check_interval = '1s'").catch(() => {})
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function transaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  try {
    await tx.query('begin')
    const result = await work(tx)
    await tx.query('commit')
    tx.release()
    return result
  } catch (error) {
    await tx.query('rollback').then(
      () => tx.release(),
      (broken: Error) => tx.release(broken),
    )
    throw error
  }
}

export type CopyValue = string | number | boolean | null | undefined | readonly (string | number)[]

/** One field of COPY's text format (https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2). */
export function copyField(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  return escapeText(`{${value.map((v) => (typeof v === 'number' ? v : arrayElement(v))).join(',')}}`)
}

const arrayElement = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`

const CONTROL = /[\n\r\t\0]/
const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '' }

/** PostgreSQL's text cannot hold U+0000: it is left out. */
function escapeText(text: string): string {
  const escaped = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
  return CONTROL.test(escaped) ? escaped.replace(/[\n\r\t\0]/g, (c) => escapes[c] as string) : escaped
}

function copyLine(row: readonly CopyValue[]): string {
  let line = copyField(row[0])
  for (let i = 1; i < row.length; i++) line += `\t${copyField(row[i])}`
  return `${line}\n`
}

/** Rows on their way into a table by COPY: `write` collects, `end` waits until the server has them all. */
export interface CopyStream {
  write(row: readonly CopyValue[]): Promise<void> | undefined
  end(): Promise<number>
  abort(reason: Error): void
}

/** As much as the garbage collector takes for a young object: larger texts stay until it goes through everything. */
const FLUSH_CHARS = 32 * 1024

/** Starts `COPY table (columns) FROM STDIN` on a connection. `write` returns a promise only when the caller should wait. */
export function copyInto(tx: Tx, table: string, columns: readonly string[]): CopyStream {
  const stream = tx.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const done = finished(stream)
  done.catch(() => {})
  let buffer = ''
  let rows = 0
  const flush = (): Promise<void> | undefined => {
    const flowing = stream.write(buffer)
    buffer = ''
    if (flowing) return undefined
    return new Promise((resolve, reject) => {
      stream.once('drain', resolve)
      done.then(() => resolve(), reject)
    })
  }
  return {
    write(row) {
      buffer += copyLine(row)
      rows++
      return buffer.length >= FLUSH_CHARS ? flush() : undefined
    },
    async end() {
      if (buffer) stream.write(buffer)
      stream.end()
      await done
      return rows
    },
    abort(reason) {
      stream.destroy(reason)
    },
  }
}

/** Rows that are gathered for a COPY which starts later, as the bytes that it will send. */
export class CopyBatch {
  #text = ''
  readonly #pieces: Buffer[] = []

  /** `line`: a row, its fields by {@link copyField}, parted by tabs and with a line feed at its end. */
  add(line: string): void {
    this.#text += line
    if (this.#text.length >= FLUSH_CHARS) this.#cut()
  }

  /** Sends all of them without waiting for the server in between; returns when it has them. */
  async copyInto(tx: Tx, table: string, columns: readonly string[]): Promise<void> {
    this.#cut()
    const stream = tx.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
    for (const piece of this.#pieces) stream.write(piece)
    stream.end()
    await finished(stream)
  }

  #cut(): void {
    this.#pieces.push(Buffer.from(this.#text))
    this.#text = ''
  }
}

/** Runs `COPY (query) TO STDOUT`: `take` gets each row in COPY's text format, columns parted by tabs. Values stand in the query itself. */
export async function copyOut(tx: Tx, query: string, take: (row: string) => void): Promise<void> {
  const stream = tx.query(copyTo(`copy (${query}) to stdout`))
  // The rows end before the server is ready for another query.
  const ready = new Promise<void>((resolve) => {
    Object.assign(stream, { handleReadyForQuery: resolve })
  })
  let rest = ''
  for await (const piece of stream.setEncoding('utf8')) {
    const rows = (rest + piece).split('\n')
    rest = rows.pop() as string
    rows.forEach(take)
  }
  await ready
}
