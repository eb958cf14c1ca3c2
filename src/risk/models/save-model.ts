import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import type { Tx } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'
import { enqueue } from '../../platform/queue.ts'
import { type ModelVersion, newestModel } from './list-models.ts'
import { modelInForce } from './model-in-force.ts'
import { type ModelWish, weightsOf } from './weights.ts'

/** The job that ranks assets by a version of the weights: `{version, assets}`. */
export const RERANK_TASK = 'rerank'
const LEAST_ASSETS_A_JOB = 50
const MOST_JOBS = 500
// After uploads, which somebody waits for.
const PRIORITY = 5

/** Puts other weights in force, as a new version, and queues the ranking of everything by them. Throws as `weightsOf`. */
export async function saveModel(
  tx: Tx,
  actor: Actor,
  wish: ModelWish & { name: string; note: string },
): Promise<ModelVersion> {
  const weights = weightsOf(wish)
  // Two at once become two versions, one after the other.
  await tx.query('lock table risk_model in share row exclusive mode')
  const before = await modelInForce(tx)
  const version = before.version + 1
  const { rows } = await tx.query<{ id: string }>('select id from asset order by id')
  await tx.query(
    `insert into risk_model (version, name, preset, weights, note, created_by, assets, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, case when $7 = 0 then now() end)`,
    [version, wish.name, wish.preset, weights, wish.note, actor.id, rows.length],
  )
  await queueRanking(
    tx,
    version,
    rows.map(({ id }) => id),
  )
  await notify(tx, { topic: 'risk', version, done: 0, total: rows.length })
  const made = await newestModel(tx)
  await audit(tx, actor, 'risk-model.change', `risk-model/${version}`, {
    name: wish.name,
    preset: wish.preset,
    before: before.weights,
    after: weights,
    note: wish.note,
  })
  return made
}

async function queueRanking(tx: Tx, version: number, assets: readonly string[]): Promise<void> {
  const size = Math.max(LEAST_ASSETS_A_JOB, Math.ceil(assets.length / MOST_JOBS))
  for (let start = 0; start < assets.length; start += size)
    await enqueue(
      tx,
      RERANK_TASK,
      { version, assets: assets.slice(start, start + size) },
      { priority: PRIORITY },
    )
}
