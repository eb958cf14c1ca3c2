import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'

/** The exceptions of named findings that some findings have their state from. */
export async function exceptionsHolding(
  pool: Pool,
  byAsset: readonly [string, string[]][],
): Promise<string[]> {
  const found = new Set<string>()
  for (const [asset, findings] of byAsset) {
    const { rows } = await pool.query<{ id: string }>(
      `select distinct e.id from finding_decision d join exception e on e.id = d.exception_id and e.target = 'findings'
       where d.asset_id = $1 and d.finding_id = any($2::uuid[])`,
      [asset, findings],
    )
    for (const { id } of rows) found.add(id)
  }
  return [...found]
}

/** Ends those of them that nothing has its state from any more, because somebody decided otherwise. */
export async function endAbandoned(pool: Pool, actor: Actor, exceptions: readonly string[]): Promise<void> {
  if (exceptions.length === 0) return
  await transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `update exception e set status = 'revoked', ended_at = now(), ended_by = $2, end_reason = 'All of its findings were decided anew.'
       where e.id = any($1::uuid[]) and e.status = 'active'
         and not exists (select from finding_decision d where d.exception_id = e.id)
       returning e.id`,
      [exceptions, actor.id],
    )
    for (const { id } of rows) {
      await notify(tx, { topic: 'exception', exception: id })
      await audit(tx, actor, 'exception.revoke', `exception/${id}`, { reason: 'decided anew' })
    }
  })
}
