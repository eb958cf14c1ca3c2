import { randomBytes } from 'node:crypto'
import type { Api } from '../api/api.ts'
import { buildApp } from '../api/server.ts'
import { openMetrics } from '../platform/metrics.ts'
import { listen } from '../platform/notify.ts'
import { listenError } from './free-port.ts'
import { type LocalServer, publishLocalServer } from './local-server.ts'
import type { Instance } from './open-instance.ts'

export interface Server {
  app: Api
  /** Where it listens, as seen from this machine. */
  local: LocalServer
  close(): Promise<void>
}

/** The HTTP application of an instance, not listening yet. `token` opens it to this machine as administrator. */
export async function buildServer(
  instance: Instance,
  token: string,
): Promise<{ app: Api; close(): Promise<void> }> {
  const { config, pool, keys, blobs, log, url } = instance
  const listener = await listen(url)
  const app = await buildApp({
    config,
    pool,
    keys,
    blobs,
    log,
    metrics: openMetrics(pool),
    listener,
    localToken: token,
  })
  return {
    app,
    async close() {
      await app.close()
      await listener.close()
    },
  }
}

export const newLocalToken = (): string => randomBytes(32).toString('base64url')

/** Listens on the configured address and tells this machine's command line where. Throws `port_taken`. */
export async function startServer(instance: Instance): Promise<Server> {
  const { host, port, data } = instance.config
  const token = newLocalToken()
  const built = await buildServer(instance, token)
  await built.app.listen({ host, port }).catch(async (error) => {
    await built.close()
    throw listenError(error, host, port)
  })
  const local = { url: `http://${reachable(host)}:${port}`, token, pid: process.pid }
  const unpublish = await publishLocalServer(data, local)
  return {
    app: built.app,
    local,
    async close() {
      await unpublish()
      await built.close()
    },
  }
}

const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
