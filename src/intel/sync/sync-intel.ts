import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Feed } from '../feeds/contract.ts'
import { countIntel } from '../store/intel-counts.ts'
import { findIntelFile, recordChecked, recordTakenIn } from '../store/intel-files.ts'
import { linkAliases, packagesAbout } from '../store/link-aliases.ts'
import { type ChangedPackage, type TakenIn, takeIn } from '../store/take-in.ts'
import { fetchFile, withoutSecrets } from './fetch-file.ts'
import { type Source, sourcesOf } from './sources.ts'
import { syncIncrement } from './sync-increment.ts'

export interface SyncDeps {
  pool: Pool
  config: Pick<Config, 'data' | 'intel'>
  feeds: readonly Feed[]
}

/** What a sync changed, over all files. */
export interface SyncOutcome {
  taken: number
  unchanged: number
  failed: number
  /** Packages of which an advisory came, changed or went. */
  packages: ChangedPackage[]
  /** Vulnerabilities whose EPSS, exploitation, exploits or assessment changed. */
  cves: string[]
}

/**
 * Brings the store up to what the feeds say now, file by file: each is fetched (an interrupted fetch goes on), read and put in by one
 * transaction, so that readers never see half of it. A file that cannot be had or read leaves what was known, and says why.
 * Throws `intel_busy` while another sync of the same store runs.
 */
export async function syncIntel(deps: SyncDeps, only?: readonly string[]): Promise<SyncOutcome> {
  const lock = await deps.pool.connect()
  try {
    const { rows } = await lock.query<{ free: boolean }>('select pg_try_advisory_lock($1, 1) as free', [LOCK])
    if (!rows[0]?.free)
      throw new AppError('intel_busy', 409, 'Intelligence is being synchronised already: wait for it to end.')
    const [arrived, assessed]: [string[], string[]] = [[], []]
    const outcome: SyncOutcome = { taken: 0, unchanged: 0, failed: 0, packages: [], cves: [] }
    const sources = sourcesOf(deps.feeds, deps.config.intel, only)
    for (const source of sources) {
      const result = await syncFile(deps, source)
      if (result === 'unchanged' || result === 'failed') outcome[result]++
      else {
        outcome.taken++
        outcome.packages = outcome.packages.concat(result.packages)
        for (const id of result.arrived) arrived.push(id)
        for (const cve of result.assessed) assessed.push(cve)
        outcome.cves = outcome.cves.concat(result.cves)
      }
    }
    outcome.packages = outcome.packages.concat(
      await transaction(deps.pool, async (tx) => [
        ...(outcome.packages.length > 0 ? await linkAliases(tx, arrived) : []),
        ...(assessed.length > 0 ? await packagesAbout(tx, assessed) : []),
      ]),
    )
    return outcome
  } finally {
    // Its end takes the lock along.
    lock.release(true)
  }
}

const LOCK = 7401

async function syncFile(deps: SyncDeps, from: Source): Promise<TakenIn | 'unchanged' | 'failed'> {
  const { pool, config } = deps
  const { feed, path, url, optional } = from
  const file = { feed: feed.id, path }
  const known = await findIntelFile(pool, file)
  const source = withoutSecrets(url)
  const increment = await syncIncrement(deps, from, known)
  if (increment) return increment
  try {
    const etag = known?.source === source && !known.error ? known.etag : null
    const fetched = await fetchFile({ url, etag, to: join(config.data, 'intel', feed.id, path) })
    if (!fetched || fetched.sha256 === known?.sha256) {
      await recordChecked(pool, file, source, null)
      return 'unchanged'
    }
    const items = feed.read({ path, open: () => createReadStream(fetched.file) })
    const today = new Date().toISOString().slice(0, 10)
    return await transaction(pool, async (tx) => {
      const taken = await takeIn(tx, file, items, { before: known?.items ?? 0, today })
      await recordTakenIn(tx, file, { ...fetched, source }, taken)
      await countIntel(tx)
      return taken
    })
  } catch (error) {
    const isMissing = error instanceof AppError && error.code === 'feed_missing'
    if (isMissing && optional) return 'unchanged'
    await recordChecked(pool, file, source, (error as Error).message)
    return 'failed'
  }
}
