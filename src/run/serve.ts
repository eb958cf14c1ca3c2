import { createFirstSignInLink, signInUrl } from '../access/sign-in-links.ts'
import type { Config } from '../platform/config.ts'
import { transaction } from '../platform/database.ts'
import { openLog } from '../platform/log.ts'
import { withFreePort } from './free-port.ts'
import { logFile } from './log-file.ts'
import { type Instance, openInstance } from './open-instance.ts'
import { type Server, startServer } from './server.ts'
import { stopSignal } from './stop-signal.ts'

// Requests share these; PostgreSQL's default of 100 leaves room for several nodes.
export const SERVER_CONNECTIONS = 20

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

/** What a person who starts Stance needs to know: the address, and how to get in while there is nobody yet. */
export async function greeting(instance: Instance, server: Server): Promise<string[]> {
  const origin = instance.config.publicUrl?.replace(/\/+$/, '') ?? server.local.url
  const secret = await transaction(instance.pool, createFirstSignInLink)
  const lines = [`Stance is ready:  ${origin}`]
  if (secret) lines.push(`First sign-in:    ${signInUrl(origin, secret)}  (works once, within a day)`)
  return lines
}
