import type { Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { SERVER_CONNECTIONS } from './connections.ts'
import { withFreePort } from './free-port.ts'
import { greeting } from './greeting.ts'
import { logFile } from './log-file.ts'
import { openInstance } from './open-instance.ts'
import { startServer } from './server.ts'
import { stopSignal } from './stop-signal.ts'

/** The web, the API and live events, until asked to stop. Any number of these may share a database. */
export async function serve(config: Config): Promise<void> {
  const free = await withFreePort(config)
  const log = openLog(free, 'serve', await logFile(free))
  const instance = await openInstance(free, { role: 'serve', connections: SERVER_CONNECTIONS, log })
  try {
    const server = await startServer(instance)
    for (const line of await greeting(instance, server)) process.stdout.write(`${line}\n`)
    try {
      await Promise.race([stopSignal(), instance.lost])
    } finally {
      await server.close()
    }
  } finally {
    await instance.close()
  }
}
