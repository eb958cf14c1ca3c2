import { Readable } from 'node:stream'
import type { Api } from '../src/api/api.ts'
import { type ApiClient, apiClient } from '../src/cli/api-client.ts'
import { LOCAL_TOKEN } from './app.ts'

/** A client of the command line that speaks to a test's server within this process. */
export const apiClientOf = (app: Api, token = LOCAL_TOKEN): ApiClient =>
  apiClient(
    async (method, url, headers, body) => {
      const payload = typeof body === 'string' || body === undefined ? body : Readable.from(body)
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers,
        ...(payload !== undefined && { payload }),
      })
      return { status: answer.statusCode, body: Readable.from([answer.body]) }
    },
    token,
    async () => {},
  )
