import { createHash } from 'node:crypto'
import type { Tx } from '../platform/database.ts'
import type { Actor } from './actor.ts'
import { canonicalJson } from './canonical-json.ts'

// Any number, the same for every node: entries are chained one after the other.
const LOCK = 7_400_000_002

export interface AuditEntry {
  /** Counts from 1 without gaps. */
  seq: number
  at: Date
  actorId: string
  actor: string
  /** `<what>.<verb>`: `user.create`, `finding.triage`. */
  action: string
  /** `<what>/<id>`. */
  object: string
  detail: unknown
  /** SHA-256, hex, over the entry and the hash before it. */
  hash: string
}

/** What stands before the first entry. */
export const GENESIS = '0'.repeat(64)

/**
 * Appends what an actor did, in the same transaction as the change: both happen or neither. Call it last in the transaction,
 * because from here to its end other audited transactions wait. `detail` must not hold secrets.
 */
export async function audit(
  tx: Tx,
  actor: Pick<Actor, 'id' | 'name'>,
  action: string,
  object: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK])
  const { rows } = await tx.query<{ seq: number; hash: string }>(
    'select seq, hash from audit_entry order by seq desc limit 1',
  )
  const { seq, hash: previous } = rows[0] ?? { seq: 0, hash: GENESIS }
  const entry = {
    seq: seq + 1,
    at: new Date(),
    actorId: actor.id,
    actor: actor.name,
    action,
    object,
    detail,
  }
  await tx.query(
    `insert into audit_entry (seq, at, actor_id, actor, action, object, detail, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      entry.seq,
      entry.at,
      actor.id,
      actor.name,
      action,
      object,
      JSON.stringify(detail),
      auditHash(entry, previous),
    ],
  )
}

/** The hash of an entry that follows another: SHA-256 over the canonical JSON of both. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>, previous: string): string {
  const { seq, at, actorId, actor, action, object, detail } = entry
  return createHash('sha256')
    .update(canonicalJson({ seq, at, actorId, actor, action, object, detail, previous }))
    .digest('hex')
}
