import type { Pool, Tx } from '../../platform/database.ts'
import type { FileIdentity } from './rows-of.ts'
import type { TakenIn } from './take-in.ts'

/** A feed's file as the store has it. */
export interface IntelFile extends FileIdentity {
  /** Where it came from. */
  source: string
  etag: string | null
  sha256: string | null
  bytes: number | null
  asOf: string | null
  items: number
  problems: number
  problemSamples: { where: string; message: string }[]
  /** ISO 8601: last asked for, and last taken in. */
  checkedAt: string | null
  syncedAt: string | null
  error: string | null
}

const COLUMNS = `feed, path, source, etag, sha256, bytes, as_of as "asOf", items, problems, problem_samples as "problemSamples",
  checked_at as "checkedAt", synced_at as "syncedAt", error`

export async function listIntelFiles(db: Pool | Tx): Promise<IntelFile[]> {
  const { rows } = await db.query<Stored>(`select ${COLUMNS} from intel_file order by feed, path`)
  return rows.map(fileOf)
}

export async function findIntelFile(db: Pool | Tx, file: FileIdentity): Promise<IntelFile | undefined> {
  const { rows } = await db.query<Stored>(`select ${COLUMNS} from intel_file where feed = $1 and path = $2`, [
    file.feed,
    file.path,
  ])
  return rows[0] && fileOf(rows[0])
}

type Stored = Omit<IntelFile, 'checkedAt' | 'syncedAt'> & { checkedAt: Date | null; syncedAt: Date | null }

const fileOf = ({ checkedAt, syncedAt, ...row }: Stored): IntelFile => ({
  ...row,
  checkedAt: checkedAt?.toISOString() ?? null,
  syncedAt: syncedAt?.toISOString() ?? null,
})

export interface Fetched {
  source: string
  etag: string | undefined
  sha256: string
  bytes: number
}

/** Records that a file was taken in, in the transaction that does it. */
export async function recordTakenIn(
  tx: Tx,
  file: FileIdentity,
  fetched: Fetched,
  taken: TakenIn,
): Promise<void> {
  await tx.query(
    `insert into intel_file (feed, path, source, etag, sha256, bytes, as_of, items, problems, problem_samples, checked_at, synced_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now())
     on conflict (feed, path) do update
       set source = excluded.source, etag = excluded.etag, sha256 = excluded.sha256, bytes = excluded.bytes, as_of = excluded.as_of,
           items = excluded.items, problems = excluded.problems, problem_samples = excluded.problem_samples,
           checked_at = now(), synced_at = now(), error = null`,
    [
      file.feed,
      file.path,
      fetched.source,
      fetched.etag,
      fetched.sha256,
      fetched.bytes,
      taken.asOf,
      taken.items,
      taken.problems,
      JSON.stringify(taken.samples),
    ],
  )
}

/** Records that a file was asked for and nothing changed: it is as it was, or could not be had (`error` says why). */
export async function recordChecked(
  db: Pool | Tx,
  file: FileIdentity,
  source: string,
  error: string | null,
): Promise<void> {
  await db.query(
    `insert into intel_file (feed, path, source, checked_at, error) values ($1, $2, $3, now(), $4)
     on conflict (feed, path) do update set checked_at = now(), error = excluded.error`,
    [file.feed, file.path, source, error],
  )
}
