import type { Pool, Tx } from '../platform/database.ts'
import { type AuditEntry, auditHash, GENESIS } from './audit.ts'

const COLUMNS = 'seq, at, actor_id as "actorId", actor, action, object, detail, hash'
const BATCH = 5000

export interface AuditVerdict {
  intact: boolean
  /** Entries looked at: all of them, or up to the broken one. */
  entries: number
  /** `seq` of the first entry that does not follow from the one before it. */
  brokenAt: number | null
  /** Hash of the last entry: kept elsewhere, it proves later that nothing was cut off. */
  head: string | null
}

/** Walks the whole chain in bounded memory. An entry that was changed, removed from the middle or slipped in breaks it. */
export async function verifyAudit(pool: Pool): Promise<AuditVerdict> {
  let last: Pick<AuditEntry, 'seq' | 'hash'> = { seq: 0, hash: GENESIS }
  for (;;) {
    const { rows } = await pool.query<AuditEntry>(
      `select ${COLUMNS} from audit_entry where seq > $1 order by seq limit ${BATCH}`,
      [last.seq],
    )
    for (const entry of rows) {
      if (entry.seq !== last.seq + 1 || entry.hash !== auditHash(entry, last.hash))
        return { intact: false, entries: last.seq, brokenAt: last.seq + 1, head: last.hash }
      last = entry
    }
    if (rows.length < BATCH) break
  }
  return { intact: true, entries: last.seq, brokenAt: null, head: last.seq ? last.hash : null }
}

export interface AuditPage {
  items: AuditEntry[]
  /** `seq` to pass as `before` for the next page. */
  next: number | null
  total: number
}

/** Newest first; `before` is the `seq` of the last entry of the page before. */
export async function listAudit(tx: Tx, page: { limit: number; before?: number }): Promise<AuditPage> {
  const { rows } = await tx.query<AuditEntry>(
    `select ${COLUMNS} from audit_entry where $1::bigint is null or seq < $1 order by seq desc limit $2`,
    [page.before, page.limit + 1],
  )
  const items = rows.slice(0, page.limit)
  // Entries count from 1 without gaps, so the newest number is their count.
  const { rows: head } = await tx.query<{ total: number }>(
    'select coalesce(max(seq), 0) as total from audit_entry',
  )
  return {
    items,
    next: rows.length > page.limit ? (items.at(-1)?.seq ?? null) : null,
    total: head[0]?.total ?? 0,
  }
}
