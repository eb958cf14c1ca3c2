import type { Pool } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'

// Requests share these; PostgreSQL's default of 100 leaves room for several nodes.
export const SERVER_CONNECTIONS = 20

/** What the embedded database takes: those of a server and of a worker, and as many as a server's again for whoever looks on. */
export const embeddedConnections = (workers: number): number =>
  Math.max(100, 2 * SERVER_CONNECTIONS + connectionsOf(workers))

/** Most connections of a worker process: a job uses three, the queue itself three. */
export const connectionsOf = (workers: number): number => workers * 3 + 3

/** Throws `too_few_connections` where the database takes fewer of a user than so many workers may open. */
export async function requireConnections(pool: Pool, workers: number): Promise<void> {
  const { rows } = await pool.query<{ taken: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
       - current_setting('reserved_connections')::int as taken`,
  )
  const taken = rows[0]?.taken ?? 0
  const wanted = connectionsOf(workers)
  if (wanted <= taken) return
  const most = Math.max(Math.floor((taken - connectionsOf(0)) / 3), 1)
  throw new AppError(
    'too_few_connections',
    503,
    `${workers} workers open up to ${wanted} connections, and the database takes ${taken}: set STANCE_WORKERS to ${most} or less, or raise max_connections of PostgreSQL (the embedded one follows STANCE_WORKERS when it is started anew).`,
  )
}
