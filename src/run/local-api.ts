import { Readable } from 'node:stream'
import { type ApiClient, apiClient, type Exchange } from '../cli/api-client.ts'
import type { Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openInstance } from './open-instance.ts'
import { buildServer, newLocalToken } from './server.ts'
import { startWorker } from './worker.ts'

/**
 * The API without a server: the same application within this process, over the database itself, with the rights of whoever may
 * open the data folder. Jobs that it queues are done here. Other commands may do the same at the same time.
 */
export async function openLocalApi(config: Config): Promise<ApiClient> {
  // Nobody watches a log here: what goes wrong is the command's own answer.
  const log = openLog({ logLevel: config.logLevel === 'debug' ? 'debug' : 'silent' }, 'command')
  const instance = await openInstance(config, { role: 'command', connections: 12, log })
  const token = newLocalToken()
  try {
    const { app, close } = await buildServer(instance, token)
    const worker = await startWorker(instance, 1)
    const exchange: Exchange = async (method, url, headers, body) => {
      const payload = typeof body === 'string' || body === undefined ? body : Readable.from(body)
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers,
        ...(payload !== undefined && { payload }),
        payloadAsStream: true,
      })
      return { status: answer.statusCode, body: answer.stream() }
    }
    return apiClient(exchange, token, async () => {
      await worker.stop()
      await close()
      await instance.close()
    })
  } catch (error) {
    await instance.close()
    throw error
  }
}
