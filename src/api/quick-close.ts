import type { Socket } from 'node:net'
import type { Api } from './api.ts'

const GRACE_MS = 10_000

/**
 * Closing waits for requests at work, but not for connections that browsers open in advance and never use (Node counts those
 * as busy for a minute), and not for ever.
 */
export function quickClose(app: Api): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }) => unused.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref()
  })
}
