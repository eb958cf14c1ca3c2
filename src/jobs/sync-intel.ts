import { refreshSignals } from '../findings/signals/refresh-signals.ts'
import { FEEDS } from '../intel/feeds/registry.ts'
import { packagesWithCycles } from '../intel/matching/end-of-life.ts'
import { queueAllMatching, queueMatching } from '../intel/matching/queue-matching.ts'
import { namePackages, usersOf } from '../intel/matching/users-of.ts'
import { listIntelFiles } from '../intel/store/intel-files.ts'
import { syncIntel } from '../intel/sync/sync-intel.ts'
import type { Config } from '../platform/config.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { enqueue } from '../platform/queue.ts'
import { settleWritten } from '../risk/settle-findings.ts'

export interface SyncDeps {
  pool: Pool
  config: Pick<Config, 'data' | 'intel'>
  log: Log
}

/**
 * Fetches what the feeds say now and passes on what changed: only the users of packages of which an advisory came, changed or went
 * are matched again, and only findings about vulnerabilities whose signals changed are ranked again.
 */
export async function syncAndRematch(
  { pool, config, log }: SyncDeps,
  { feeds }: { feeds?: string[] },
): Promise<void> {
  const outcome = await syncIntel({ pool, config, feeds: FEEDS }, feeds)
  const { packages, cves, ...counts } = outcome
  log.info({ ...counts, packages: packages.length, cves: cves.length }, 'intelligence is synchronised')
  await transaction(pool, async (tx) => {
    await namePackages(tx)
    const asked = [...packages, ...(await packagesWithCycles(tx))]
    for (const one of await usersOf(tx, asked)) await queueMatching(tx, one)
  })
  if (cves.length) await refreshSignals(pool, cves, settleWritten)
}

/** Keeps up what somebody has begun: an instance that never synchronised asks nobody for anything by itself. */
export async function syncBySchedule(deps: SyncDeps): Promise<void> {
  if (deps.config.intel.schedule === 'off') return
  const begun = (await listIntelFiles(deps.pool)).some(({ syncedAt }) => syncedAt !== null)
  if (begun || deps.config.intel.mirror) await syncAndRematch(deps, {})
}

export const APPLY_TASK = 'apply_intel'

/** Queues {@link applyAll}. */
export const queueApplying = (tx: Tx): Promise<void> => enqueue(tx, APPLY_TASK, {}, { key: APPLY_TASK })

/** Holds everything that is in use, and every finding, against everything that is known. */
export async function applyAll(pool: Pool): Promise<void> {
  await transaction(pool, async (tx) => {
    await namePackages(tx)
    await queueAllMatching(tx)
  })
  const { rows } = await pool.query<{ cve: string }>(
    'select cve from epss union select cve from known_exploited union select cve from exploit union select cve from assessment',
  )
  await refreshSignals(
    pool,
    rows.map(({ cve }) => cve),
    settleWritten,
  )
}
