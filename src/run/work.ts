import { failAbandonedReports } from '../jobs/abandoned-reports.ts'
import type { Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { boundHeap } from './bound-heap.ts'
import { connectionsOf, requireConnections } from './connections.ts'
import { logFile } from './log-file.ts'
import { openInstance } from './open-instance.ts'
import { stopSignal } from './stop-signal.ts'
import { startWorker } from './worker.ts'

/** Reads reports and does what is scheduled, until asked to stop. Any number of these may share a database. */
export async function work(config: Config): Promise<void> {
  boundHeap()
  const log = openLog(config, 'work', await logFile(config))
  const connections = connectionsOf(config.workers)
  const instance = await openInstance(config, { role: 'work', connections, log })
  try {
    await requireConnections(instance.pool, config.workers)
    const worker = await startWorker(instance)
    await failAbandonedReports(instance.pool)
    log.info('looking for jobs')
    await Promise.race([stopSignal(), worker.lost, instance.lost]).catch((err) => {
      // Nothing can be ended in order without the database, and to try takes minutes. Another worker gets the jobs at once.
      log.error({ err }, 'this worker ends: it lost its database')
      process.exit(1)
    })
    await worker.stop()
  } finally {
    await instance.close()
  }
}
