import type { Config } from '../../platform/config.ts'
import type { Pool } from '../../platform/database.ts'
import type { Feed } from '../feeds/contract.ts'
import { type IntelCounts, intelCounts } from '../store/intel-counts.ts'
import { type IntelFile, listIntelFiles } from '../store/intel-files.ts'
import { withoutSecrets } from '../sync/fetch-file.ts'

export interface IntelState {
  /** Where all feeds come from; null = from their publishers. */
  mirror: string | null
  schedule: 'daily' | 'off'
  /** A synchronisation waits or runs. */
  syncing: boolean
  counts: IntelCounts
  feeds: (Pick<Feed, 'id' | 'name' | 'link' | 'license'> & { files: IntelFile[] })[]
}

/** What the store holds, from where, and how old it is. */
export async function intelState(
  pool: Pool,
  feeds: readonly Feed[],
  { mirror, schedule }: Config['intel'],
): Promise<IntelState> {
  const files = Map.groupBy(await listIntelFiles(pool), ({ feed }) => feed)
  const { rowCount: jobs } = await pool.query(
    `select from graphile_worker.jobs where task_identifier = $1 and (locked_at is not null or attempts < max_attempts) limit 1`,
    [SYNC_TASK],
  )
  return {
    mirror: mirror === undefined ? null : withoutSecrets(mirror),
    schedule,
    syncing: jobs === 1,
    counts: await intelCounts(pool),
    feeds: feeds.map(({ id, name, link, license }) => ({
      id,
      name,
      link,
      license,
      files: files.get(id) ?? [],
    })),
  }
}

export const SYNC_TASK = 'sync_intel'
