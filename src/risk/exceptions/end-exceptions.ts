import { type Actor, systemActor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { can } from '../../access/permissions.ts'
import { lockAsset } from '../../findings/lock-asset.ts'
import { decide } from '../../findings/triage/decide.ts'
import { type Rank, settle } from '../../findings/triage/settle.ts'
import type { ExceptionStatus } from '../../model/exception.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { notify } from '../../platform/notify.ts'
import { held } from './decide-exception.ts'
import { whoIs } from './who-is.ts'

/**
 * Ends an exception, or takes back one that waits. Who asked for it may, and who may approve. Throws 404, `has_ended`, 403.
 */
export async function revokeException(
  pool: Pool,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  rank: Rank,
): Promise<void> {
  await transaction(pool, async (tx) => {
    const { status, requestedBy } = await held(tx, id)
    if (status !== 'pending' && status !== 'active')
      throw new AppError('has_ended', 409, `This exception is ${status} already.`)
    const own = (await whoIs(tx, actor.id)) === (await whoIs(tx, requestedBy))
    if (!own && !can(actor, 'exceptions:approve'))
      throw new AppError(
        'forbidden',
        403,
        'Only who asked for it, or who may approve exceptions, can end it.',
      )
    await tx.query(
      `update exception set status = 'revoked', ended_at = now(), ended_by = $2, end_reason = $3 where id = $1`,
      [id, actor.id, reason],
    )
    await notify(tx, { topic: 'exception', exception: id })
    await audit(tx, actor, 'exception.revoke', `exception/${id}`, { reason, was: status })
  })
  await openEnded(pool, rank)
}

/** Ends exceptions whose time has come. Returns how many findings are open again. */
export async function expireExceptions(pool: Pool, rank: Rank): Promise<number> {
  await transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `update exception set status = 'expired', ended_at = now(), ended_by = $1, end_reason = 'Its time was over.'
       where status in ('active', 'pending') and expires_at <= now() returning id`,
      [systemActor.id],
    )
    for (const { id } of rows) {
      await notify(tx, { topic: 'exception', exception: id })
      await audit(tx, systemActor, 'exception.expire', `exception/${id}`)
    }
  })
  return openEnded(pool, rank)
}

const EVENTS: Partial<Record<ExceptionStatus, 'expired' | 'lapsed'>> = {
  expired: 'expired',
  lapsed: 'lapsed',
}

/**
 * Opens what ended exceptions still hold, one transaction an asset: whoever ends one need not have come to the end. Another exception may
 * cover it at once.
 */
export async function openEnded(pool: Pool, rank: Rank): Promise<number> {
  const { rows } = await pool.query<{ asset: string; exception: string; status: ExceptionStatus }>(
    `select distinct d.asset_id as asset, e.id as exception, e.status from finding_decision d
     join finding f on f.asset_id = d.asset_id and f.id = d.finding_id and f.merged_into is null
     join exception e on e.id = d.exception_id and e.status not in ('active', 'pending') order by 1, 2`,
  )
  let opened = 0
  for (const { asset, exception, status } of rows)
    opened += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const held = await tx.query<{ id: string }>(
        'select finding_id as id from finding_decision where asset_id = $1 and exception_id = $2',
        [asset, exception],
      )
      const findings = held.rows.map(({ id }) => id)
      const said = { asset, findings, actor: systemActor, at: new Date() }
      const nothing = { decision: null, reason: '', until: null }
      const ids = await decide(tx, said, nothing, EVENTS[status] ?? 'revoked', { exception })
      if (ids.length > 0) await settle(tx, said, rank)
      return ids.length
    })
  return opened
}
