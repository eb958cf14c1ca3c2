import type { Pool, Tx } from '../../platform/database.ts'
import { notify } from '../../platform/notify.ts'
import { queueCombining } from '../combinations/queue-combining.ts'

/** How far the ranking of everything by a version is. */
export interface Ranking {
  version: number
  /** Assets. */
  done: number
  total: number
  /** Findings whose score changed so far. */
  written: number
  startedAt: string | null
  finishedAt: string | null
}

const COLUMNS = `version, assets_done as done, assets as total, findings_written as written,
  started_at as "startedAt", finished_at as "finishedAt"`

/** The ranking by the version in force; null where everything is ranked by it. */
export async function runningRanking(tx: Tx | Pool): Promise<Ranking | null> {
  const { rows } = await tx.query<Ranking & { startedAt: Date | null }>(
    `select ${COLUMNS} from (select * from risk_model order by version desc limit 1) m where finished_at is null`,
  )
  const [row] = rows
  return row ? { ...row, startedAt: row.startedAt?.toISOString() ?? null } : null
}

/** Adds what a part of the ranking did, and tells who watches. The last part finishes it. */
export async function addProgress(
  tx: Tx,
  { version, assets, written }: { version: number; assets: number; written: number },
): Promise<void> {
  const { rows } = await tx.query<Ranking>(
    // A part that died at its end and was done again must not count past the whole.
    `update risk_model set assets_done = least(assets, assets_done + $2), findings_written = findings_written + $3,
            started_at = coalesce(started_at, now()), finished_at = case when assets_done + $2 >= assets then now() end
     where version = $1 returning ${COLUMNS}`,
    [version, assets, written],
  )
  const [row] = rows
  if (!row) return
  await notify(tx, { topic: 'risk', version, done: row.done, total: row.total })
  // Combinations score at least what their parts do, which score otherwise now.
  if (row.finishedAt) await queueCombining(tx)
}
