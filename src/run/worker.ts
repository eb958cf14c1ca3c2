import { CRONTAB, tasks } from '../jobs/tasks.ts'
import { type QueueWorker, startWorker as startQueueWorker } from '../platform/queue.ts'
import { rankByToday } from '../risk/models/rank-by-today.ts'
import type { Instance } from './open-instance.ts'

/** Works off this instance's jobs until stopped. */
export async function startWorker(
  instance: Instance,
  concurrency = instance.config.workers,
): Promise<QueueWorker> {
  const { url, pool, log } = instance
  await rankByToday(pool)
  return startQueueWorker({ url, pool, tasks: tasks(instance), crontab: CRONTAB, concurrency, log })
}
