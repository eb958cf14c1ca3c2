import { createServer } from 'node:net'
import type { Config } from '../platform/config.ts'
import { AppError } from '../platform/errors.ts'

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

/** What to tell when an address cannot be listened on. */
export function listenError(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  const say = (code: string, what: string): AppError => new AppError(code, 500, what, { cause: error })
  switch (error.code) {
    case 'EADDRINUSE':
      return say(
        'port_taken',
        `Port ${port} of ${host} is taken by another program. Stop that one, or set STANCE_PORT to a free port.`,
      )
    case 'EACCES':
      return say(
        'port_refused',
        `This user may not use port ${port}. Set STANCE_PORT to a port of 1024 or more.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return say(
        'bad_host',
        `This machine has no address ${host}. Set STANCE_HOST to one it has, such as 127.0.0.1.`,
      )
    default:
      return error
  }
}
