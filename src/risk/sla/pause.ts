import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { appendEvents } from '../../findings/append-events.ts'
import { lockAsset } from '../../findings/lock-asset.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { SAME_STATE } from '../../findings/same-state.ts'
import { type Chosen, findingsByAsset } from '../../findings/triage/findings-by-asset.ts'
import { type Rank, settle } from '../../findings/triage/settle.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'

type Change = Chosen & { reason: string }

/** Stops the clock of open findings that have a due date; those that stand already stay as they are. Returns how many it stopped. */
export const pauseSla = (pool: Pool, actor: Actor, wish: Change, rank: Rank): Promise<{ changed: number }> =>
  inEachAsset(pool, actor, wish, rank, pause)

/** Lets the clock go on: the time for which it stood is added to the due date. Returns how many it set going. */
export const resumeSla = (pool: Pool, actor: Actor, wish: Change, rank: Rank): Promise<{ changed: number }> =>
  inEachAsset(pool, actor, wish, rank, resume)

interface Args {
  asset: string
  findings: readonly string[]
  actor: Actor
  at: Date
  reason: string
}

async function inEachAsset(
  pool: Pool,
  actor: Actor,
  { reason, ...chosen }: Change,
  rank: Rank,
  work: (tx: Tx, args: Args) => Promise<string[]>,
): Promise<{ changed: number }> {
  const at = new Date()
  let changed = 0
  for (const [asset, findings] of await findingsByAsset(pool, chosen, await readerOf(pool, actor)))
    changed += await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const ids = await work(tx, { asset, findings, actor, at, reason })
      if (ids.length === 0) return 0
      const [type, action] = work === pause ? ['sla-paused', 'sla.pause'] : ['sla-resumed', 'sla.resume']
      await appendEvents(
        tx,
        { asset, type, at, actor: actor.id },
        ids.map((finding) => ({ finding, data: { reason } })),
      )
      await settle(tx, { asset, at }, rank)
      await audit(tx, actor, action, `asset/${asset}`, {
        reason,
        changed: ids.length,
        findings: ids.slice(0, 100),
      })
      return ids.length
    })
  return { changed }
}

async function pause(tx: Tx, { asset, findings, actor, at, reason }: Args): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update finding f set ${SAME_STATE}, sla_paused_at = $3, changed_at = greatest(f.changed_at, $3)
     where f.asset_id = $1 and f.id = any($2::uuid[]) and f.merged_into is null and f.state = 'open' and f.due_at is not null
       and f.sla_paused_at is null
     returning f.id`,
    [asset, findings, at],
  )
  const ids = rows.map(({ id }) => id)
  await tx.query(
    `insert into sla_pause (asset_id, id, finding_id, reason, paused_by, paused_at)
     select $1, p.id, p.finding, $4, $5, $6 from unnest($2::uuid[], $3::uuid[]) as p (id, finding)`,
    [asset, ids.map(newId), ids, reason, actor.id, at],
  )
  return ids
}

async function resume(tx: Tx, { asset, findings, actor, at, reason }: Args): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `update finding f set ${SAME_STATE}, sla_paused_at = null, changed_at = greatest(f.changed_at, $3)
     where f.asset_id = $1 and f.id = any($2::uuid[]) and f.sla_paused_at is not null returning f.id`,
    [asset, findings, at],
  )
  const ids = rows.map(({ id }) => id)
  await tx.query(
    `update sla_pause set resumed_at = $3, resumed_by = $4, resume_reason = $5
     where asset_id = $1 and finding_id = any($2::uuid[]) and resumed_at is null`,
    [asset, ids, at, actor.id, reason],
  )
  return ids
}
