import { refreshSignals } from '../findings/signals/refresh-signals.ts'
import { CPE_ECOSYSTEM } from '../intel/feeds/nvd/affected.ts'
import { FEEDS } from '../intel/feeds/registry.ts'
import { packagesWithCycles } from '../intel/matching/end-of-life.ts'
import { queueMatching } from '../intel/matching/queue-matching.ts'
import { namePackages, onDefaultBranches, usersOf } from '../intel/matching/users-of.ts'
import { countIntel } from '../intel/store/intel-counts.ts'
import { listIntelFiles } from '../intel/store/intel-files.ts'
import type { ChangedPackage } from '../intel/store/take-in.ts'
import { syncIntel } from '../intel/sync/sync-intel.ts'
import type { Config } from '../platform/config.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { enqueue } from '../platform/queue.ts'
import { settleMany } from '../risk/settle-findings.ts'

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
  await transaction(pool, namePackages)
  await rematch(pool, packages, {
    cpe: config.intel.cpe,
    onFailure: (error) =>
      log.warn(
        { err: error },
        'new advisories could not be opened at once: everything in use is compared with everything known',
      ),
  })
  if (cves.length) await refreshSignals(pool, cves, settleMoved)
  // Those who wait for findings come before those who look at the store.
  if (packages.length + cves.length > 0) await countIntel(pool)
}

const settleMoved = (tx: Tx, assets: readonly string[]) => settleMany(tx, assets, 'written')

/** Of more packages than these changed at once, most assets use some: then each is matched as a whole. */
const FEW = 2_000

/**
 * Holds the users of changed packages against what is known now. What is new or said otherwise goes in in all of them at once; where
 * something has to close or comes back, or is past its end of life, the asset is queued. If that is too much, or fails, all that is in use is
 * held against all that is known.
 */
export async function rematch(
  pool: Pool,
  packages: readonly ChangedPackage[],
  { cpe, onFailure }: { cpe: boolean; onFailure: (error: unknown) => void },
): Promise<void> {
  const left = packages.length > FEW ? undefined : await openAtOnce(pool, packages, onFailure)
  if (!left) return matchAll(pool, { cpe })
  await transaction(pool, async (tx) => {
    const whole = packages.filter((one) => one.ecosystem === CPE_ECOSYSTEM)
    const asked = [
      ...(await usersOf(tx, [...whole, ...(await packagesWithCycles(tx))])),
      ...(await usersOf(tx, packages, 'other')),
      ...(await onDefaultBranches(tx, left)),
    ]
    await queueMatching(tx, [...new Map(asked.map((one) => [`${one.asset} ${one.branch}`, one])).values()])
  })
}

/** Holds everything that is in use against everything that is known, and queues what differs from what was known before. */
export async function matchAll(pool: Pool, { cpe }: { cpe: boolean }): Promise<void> {
  await transaction(pool, async (tx) => {
    await tx.query('set transaction isolation level repeatable read')
    const { outdatedBranches } = await import('../intel/matching/outdated-branches.ts')
    const today = new Date().toISOString().slice(0, 10)
    await queueMatching(tx, await outdatedBranches(tx, { today, cpe }))
  })
}

/** The assets that have to be matched one by one; undefined when that goes for all. */
async function openAtOnce(
  pool: Pool,
  packages: readonly ChangedPackage[],
  onFailure: (error: unknown) => void,
): Promise<string[] | undefined> {
  if (packages.length === 0) return []
  try {
    const { openArrivals } = await import('./open-arrivals.ts')
    return await openArrivals(pool, packages)
  } catch (error) {
    onFailure(error)
    return undefined
  }
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
export async function applyAll(pool: Pool, { cpe }: { cpe: boolean }): Promise<void> {
  await transaction(pool, namePackages)
  await matchAll(pool, { cpe })
  const { rows } = await pool.query<{ cve: string }>(
    'select cve from epss union select cve from known_exploited union select cve from exploit union select cve from assessment',
  )
  await refreshSignals(
    pool,
    rows.map(({ cve }) => cve),
    settleMoved,
  )
}
