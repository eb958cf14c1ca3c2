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
  /** ISO 8601: when all of it was taken in last, and of when the latest change is that is known. */
  wholeAt: string | null
  changedTo: string | null
}

const COLUMNS = `feed, path, source, etag, sha256, bytes, as_of as "asOf", items, problems, problem_samples as "problemSamples",
  checked_at as "checkedAt", synced_at as "syncedAt", error, whole_at as "wholeAt", changed_to as "changedTo"`

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

type Times = 'checkedAt' | 'syncedAt' | 'wholeAt' | 'changedTo'
type Stored = Omit<IntelFile, Times> & Record<Times, Date | null>

const fileOf = ({ checkedAt, syncedAt, wholeAt, changedTo, ...row }: Stored): IntelFile => ({
  ...row,
  checkedAt: checkedAt?.toISOString() ?? null,
  syncedAt: syncedAt?.toISOString() ?? null,
  wholeAt: wholeAt?.toISOString() ?? null,
  changedTo: changedTo?.toISOString() ?? null,
})

export interface Fetched {
  source: string
  etag: string | undefined
  sha256: string
  bytes: number
}

/** Records that a whole file was taken in, in the transaction that does it. */
export async function recordTakenIn(
  tx: Tx,
  file: FileIdentity,
  fetched: Fetched,
  taken: TakenIn,
): Promise<void> {
  await tx.query(
    `insert into intel_file (feed, path, source, etag, sha256, bytes, as_of, items, problems, problem_samples, checked_at, synced_at,
                             whole_at, changed_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), now(), now(),
             (select max(modified) from advisory where feed = $1 and path = $2))
     on conflict (feed, path) do update
       set source = excluded.source, etag = excluded.etag, sha256 = excluded.sha256, bytes = excluded.bytes, as_of = excluded.as_of,
           items = excluded.items, problems = excluded.problems, problem_samples = excluded.problem_samples,
           checked_at = now(), synced_at = now(), error = null, whole_at = excluded.whole_at, changed_to = excluded.changed_to`,
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

/** Records that what a file changed up to a time was taken in, in the transaction that does it. */
export async function recordIncrement(db: Pool | Tx, { feed, path }: FileIdentity, to: Date): Promise<void> {
  await db.query(
    `update intel_file set checked_at = now(), synced_at = now(), error = null, changed_to = $3,
       items = (select count(*) from advisory where feed = $1 and path = $2)
     where feed = $1 and path = $2`,
    [feed, path, to],
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
