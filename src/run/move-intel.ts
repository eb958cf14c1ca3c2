import { exportStore, importStore, type Moved } from '../intel/store/move-store.ts'
import { queueApplying } from '../jobs/sync-intel.ts'
import type { Config } from '../platform/config.ts'
import { transaction } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { openDatabase } from './open-instance.ts'

/** Writes everything that is known of vulnerabilities to one file, while Stance goes on. */
export async function exportIntel(config: Config, file: string): Promise<Moved> {
  const database = await openDatabase(config, { role: 'intel export', connections: 2 })
  try {
    await migrate(database.pool)
    return await transaction(database.pool, async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only')
      return exportStore(tx, file)
    })
  } finally {
    await database.close()
  }
}

/** Replaces everything that is known by such a file, and queues what follows from it. */
export async function importIntel(config: Config, file: string): Promise<Moved> {
  const database = await openDatabase(config, { role: 'intel import', connections: 2 })
  try {
    await migrate(database.pool)
    return await transaction(database.pool, async (tx) => {
      const moved = await importStore(tx, file)
      await queueApplying(tx)
      return moved
    })
  } finally {
    await database.close()
  }
}
