import type { Pool } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'

/**
 * Counts a try at `key` and throws 429 `too_many_attempts` when there were more than `max` in the window. Counted in the
 * database, so that it holds for all nodes together.
 */
export async function countAttempt(
  pool: Pool,
  key: string,
  { max, seconds }: { max: number; seconds: number },
): Promise<void> {
  const { rows } = await pool.query<{ count: number; wait: number }>(
    `insert into attempt as known (key, count, ends_at) values ($1, 1, now() + make_interval(secs => $2))
     on conflict (key) do update set
       count = case when known.ends_at < now() then 1 else known.count + 1 end,
       ends_at = case when known.ends_at < now() then excluded.ends_at else known.ends_at end
     returning count, ceil(extract(epoch from ends_at - now()))::int as wait`,
    [key, seconds],
  )
  const { count, wait } = rows[0] as { count: number; wait: number }
  if (count === 1) await pool.query(`delete from attempt where ends_at < now() - interval '1 hour'`)
  if (count > max) throw tooMany(wait)
}

/** Starts the count of a key anew: after the right password, earlier typing errors no longer matter. */
export async function forgetAttempts(pool: Pool, key: string): Promise<void> {
  await pool.query('delete from attempt where key = $1', [key])
}

const tooMany = (wait: number): AppError =>
  new AppError('too_many_attempts', 429, `Too many attempts. Wait ${wait} seconds, then try again.`)
