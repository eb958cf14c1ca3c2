import { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import type { Routes } from '../api.ts'
import { eventHub } from '../event-hub.ts'

const MAX_CLIENTS = 2_000
/** A client that reads so slowly is dropped; it comes back and looks again. */
const MAX_WAITING_BYTES = 256 * 1024

export const eventRoutes: Routes = (app, { listener, pool }) => {
  const hub = eventHub(listener, pool)
  app.addHook('preClose', async () => hub.close())
  app.get(
    '/events',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags: ['events'],
        summary: 'Live changes as server-sent events',
        description:
          'Events `report`, `finding` and `inventory` with the ids of what changed (`asset`, `report`); without ids: look again at everything.',
        produces: ['text/event-stream'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      if (hub.size() >= MAX_CLIENTS)
        throw new AppError('too_many_listeners', 503, 'This node has too many listeners. Try again shortly.')
      const { actor } = request
      const { raw } = reply
      const leave = await hub.join({
        actor,
        send(text) {
          if (raw.writableLength > MAX_WAITING_BYTES) raw.destroy()
          else raw.write(text)
        },
        end: () => void raw.end(),
      })
      raw.once('close', leave)
      if (raw.destroyed) leave()
      reply.hijack()
      raw.writeHead(200, {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream; charset=utf-8',
        'x-accel-buffering': 'no',
        // Else the connection outlives the stream, and a server that closes waits for it.
        connection: 'close',
      } as Record<string, string>)
      raw.write('retry: 2000\n\n')
    },
  )
}
