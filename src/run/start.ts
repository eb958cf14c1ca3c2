import type { Config } from '../platform/config.ts'
import { AppError } from '../platform/errors.ts'
import { openLog } from '../platform/log.ts'
import { SERVER_CONNECTIONS } from './connections.ts'
import { withFreePort } from './free-port.ts'
import { greeting } from './greeting.ts'
import { findLocalServer } from './local-server.ts'
import { logFile } from './log-file.ts'
import { openInstance } from './open-instance.ts'
import { loadSampleEstate } from './sample-estate.ts'
import { stopSignal } from './stop-signal.ts'
import { keepWorker } from './worker-process.ts'

/**
 * Everything on one machine, for one person or a small team: database, server, and a worker in a process of its own. On an empty
 * database the sample estate is loaded, unless `empty`. Ends when asked to, the worker first and the database last.
 */
export async function start(config: Config, { empty }: { empty: boolean }): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  await requireNotRunning(config.data)
  const free = await withFreePort(config)
  const file = await logFile(free)
  const log = openLog(free, 'serve', file)
  const stop = stopSignal()
  // The database starts while the server's own code is loaded.
  const loading = import('./server.ts')
  const instance = await openInstance(free, {
    role: 'serve',
    connections: SERVER_CONNECTIONS,
    alone: true,
    log,
  })
  try {
    const { startServer } = await loading
    const server = await startServer(instance)
    const worker = keepWorker(log)
    try {
      for (const line of await greeting(instance, server)) say(line)
      say(`Data:             ${free.data}${file ? `  (log: ${file})` : ''}`)
      say('Stop:             Ctrl-C')
      const sample = empty ? Promise.resolve() : loadSampleEstate(server.local, free.data, stop)
      await Promise.race([stop, instance.lost, sample.then(() => stop)])
      say('Stopping …')
    } finally {
      await worker.stop()
      await server.close()
    }
  } finally {
    await instance.close()
  }
}

async function requireNotRunning(data: string): Promise<void> {
  const running = await findLocalServer(data)
  if (!running) return
  throw new AppError(
    'data_in_use',
    409,
    `Stance runs already on ${data}: ${running.url} (process ${running.pid}). Use that one, stop it first, or set STANCE_DATA to another folder.`,
  )
}
