import { createServer } from 'node:net'
import type { Config } from '../platform/config.ts'
import { listenError } from './server.ts'

/** Makes sure, before anything is started, that the address can be had; port 0 becomes a free one. Throws `port_taken`. */
export function withFreePort(config: Config): Promise<Config> {
  const { host, port } = config
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(listenError(error, host, port)))
    probe.listen(port, host, () => {
      const address = probe.address()
      const chosen = typeof address === 'object' && address ? address.port : port
      probe.close(() => resolve({ ...config, port: chosen }))
    })
  })
}
