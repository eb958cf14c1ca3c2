import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool, type Pool } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { openEmbedded } from '../src/platform/postgres/index.ts'

export interface BenchDatabase extends AsyncDisposable {
  url: string
  pool: Pool
  /** For files of the benchmark. */
  folder: string
}

/**
 * A migrated database of a benchmark's own, with a folder beside it. Both go when it is disposed of, also what PostgreSQL keeps elsewhere
 * where root starts it; with `keep`, a folder, they stay in it for another run.
 */
export async function benchDatabase({
  connections = 4,
  keep,
}: {
  connections?: number
  keep?: string | undefined
} = {}): Promise<BenchDatabase> {
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'stance-bench-')))
  // As root the database runs as another user, who must get to its folder.
  await chmod(folder, 0o711)
  const database = await openEmbedded(join(folder, 'data'))
  const pool = openPool(database.url, connections, 'bench')
  const close = async (): Promise<void> => {
    await pool.end()
    await database.close()
    if (keep) return
    await rm(database.cluster.folder, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await migrate(pool)
  } catch (error) {
    await close()
    throw error
  }
  return { url: database.url, pool, folder, [Symbol.asyncDispose]: close }
}
