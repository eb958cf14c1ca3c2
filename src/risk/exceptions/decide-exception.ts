import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Rank } from '../../findings/triage/settle.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { notify } from '../../platform/notify.ts'
import { applyException, readException } from './apply-exception.ts'
import { begin } from './request-exception.ts'
import { whoIs } from './who-is.ts'

/**
 * A second person's word on an exception that waits. Approved, it holds from now on. Throws 404, `not_pending`, and `own_request` (403) for
 * who asked for it, also when they come with a token of theirs.
 */
export async function decideException(
  pool: Pool,
  actor: Actor,
  { id, verdict, comment }: { id: string; verdict: 'approved' | 'rejected'; comment: string },
  rank: Rank,
): Promise<void> {
  const target = await transaction(pool, async (tx) => {
    const exception = await held(tx, id)
    if (exception.status !== 'pending')
      throw new AppError(
        'not_pending',
        409,
        `This exception is ${exception.status}: nothing waits for approval.`,
      )
    if ((await whoIs(tx, actor.id)) === (await whoIs(tx, exception.requestedBy)))
      throw new AppError(
        'own_request',
        403,
        'You asked for this exception yourself: somebody else with exceptions:approve has to decide it. You may revoke it.',
      )
    await tx.query(
      'insert into exception_approval (exception_id, actor, verdict, comment) values ($1, $2, $3, $4)',
      [id, actor.id, verdict, comment],
    )
    await tx.query(
      `update exception set status = $2, active_at = case when $2 = 'active' then now() end,
              ended_at = case when $2 = 'rejected' then now() end, ended_by = case when $2 = 'rejected' then $3 end,
              end_reason = case when $2 = 'rejected' then $4 end
       where id = $1`,
      [id, verdict === 'approved' ? 'active' : 'rejected', actor.id, comment],
    )
    if (verdict === 'approved') await begin(tx, id, exception.target.type)
    await notify(tx, { topic: 'exception', exception: id })
    await audit(
      tx,
      actor,
      verdict === 'approved' ? 'exception.approve' : 'exception.reject',
      `exception/${id}`,
      {
        comment,
      },
    )
    return exception.target.type
  })
  if (verdict === 'approved' && target === 'findings') await applyException(pool, id, rank)
}

/** Keeps an exception to this transaction: two people cannot decide it both. Throws 404. */
export async function held(tx: Tx, id: string) {
  await tx.query('select from exception where id = $1 for update', [id])
  const exception = await readException(tx, id)
  if (!exception) throw notFound('exception', id)
  return exception
}
