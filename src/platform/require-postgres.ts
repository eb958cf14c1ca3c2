import pg from 'pg'
import { AppError } from './errors.ts'
import { maskUrls } from './log.ts'

const OLDEST = 16
const ANSWER_MS = 10_000

/** Connects once. Throws `database_unreachable` or `database_too_old`, each saying what to change. */
export async function requirePostgres(url: string): Promise<void> {
  // A pool waits for ever for a server that takes the connection and then says nothing.
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  })
  client.on('error', () => {})
  const { rows } = await client
    .connect()
    .then(() => client.query<{ version: string }>("select current_setting('server_version') as version"))
    .catch((cause: Error) => {
      throw unreachable(url, cause)
    })
    .finally(() => client.end().catch(() => {}))
  const version = rows[0]?.version ?? '0'
  if (Number.parseInt(version, 10) >= OLDEST) return
  throw new AppError(
    'database_too_old',
    503,
    `The database is PostgreSQL ${version}; Stance needs ${OLDEST} or later. Upgrade it, or leave STANCE_DATABASE_URL out to use the embedded one.`,
  )
}

function unreachable(url: string, cause: Error & { code?: string }): AppError {
  const { host, pathname } = new URL(url)
  // A host with several addresses fails with one error each and no message of its own.
  const reason = maskUrls(cause instanceof AggregateError ? String(cause.errors[0]?.message) : cause.message)
  return new AppError(
    'database_unreachable',
    503,
    `The database ${pathname.slice(1)} at ${host} cannot be used: ${reason}. Check STANCE_DATABASE_URL and that the server runs.`,
    { cause },
  )
}
