import { readConfig } from '../platform/config.ts'
import { type ApiClient, remoteClient } from './api-client.ts'
import type { Wiring } from './wiring.ts'

/**
 * The API to work against: the server of STANCE_URL and STANCE_TOKEN; else the one that runs on this machine's data folder, as the
 * bearer of STANCE_TOKEN or else with all rights; else the database itself, opened here.
 */
export async function connect(wiring: Wiring): Promise<ApiClient> {
  const config = readConfig(process.env)
  if (config.remote.url) return remoteClient(config.remote.url, config.remote.token)
  const server = await wiring.findLocalServer(config.data)
  if (server) return remoteClient(server.url, config.remote.token ?? server.token)
  return wiring.openLocal(config)
}

/** Does something with the API and lets it go. */
export async function withApi<T>(wiring: Wiring, work: (api: ApiClient) => Promise<T>): Promise<T> {
  const api = await connect(wiring)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}
