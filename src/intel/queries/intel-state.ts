import type { Config } from '../../platform/config.ts'
import type { Pool } from '../../platform/database.ts'
import type { Feed } from '../feeds/contract.ts'
import { type IntelFile, listIntelFiles } from '../store/intel-files.ts'
import { withoutSecrets } from '../sync/fetch-file.ts'

export interface IntelCounts {
  advisories: number
  malicious: number
  withdrawn: number
  packages: number
  epss: number
  knownExploited: number
  exploits: number
  assessments: number
}

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
  const { rows } = await pool.query<{ counts: IntelCounts; syncing: boolean }>(COUNTS, [SYNC_TASK])
  const { counts, syncing } = rows[0] as { counts: IntelCounts; syncing: boolean }
  return {
    mirror: mirror === undefined ? null : withoutSecrets(mirror),
    schedule,
    syncing,
    counts,
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

const COUNTS = `
select exists (select from graphile_worker.jobs where task_identifier = $1
               and (locked_at is not null or attempts < max_attempts)) as syncing,
  jsonb_build_object(
    'advisories', (select count(distinct id) from advisory where not malicious and withdrawn is null),
    'malicious', (select count(distinct id) from advisory where malicious and withdrawn is null),
    'withdrawn', (select count(distinct id) from advisory where withdrawn is not null),
    'packages', (select count(*) from (select distinct ecosystem, name from advisory_package) p),
    'epss', (select count(*) from epss),
    'knownExploited', (select count(*) from known_exploited),
    'exploits', (select count(*) from exploit),
    'assessments', (select count(*) from assessment)) as counts`
