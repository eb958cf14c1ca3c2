import type { Endpoint } from '../../model/observation.ts'
import { asObject, asText, type Json } from '../values/fields.ts'

/** The request that a result is about: its webRequest and webResponse (3.46, 3.47), else the page where it lies. */
export function endpointOf(result: Json, page: string | undefined): Endpoint | undefined {
  const request = asObject(result.webRequest)
  const properties = asObject(result.properties)
  const target = asText(request?.target)
  const url = target !== undefined && (/^\w+:\/\//.test(target) || page === undefined) ? target : page
  if (url === undefined) return undefined
  const method = asText(request?.method) ?? asText(properties?.method)
  const parameter = asText(properties?.param) ?? asText(properties?.parameter)
  const evidence = asText(properties?.evidence)
  const [sent, received] = [startOf(request), startOf(asObject(result.webResponse))]
  return {
    url,
    ...(method && { method: method.toUpperCase() }),
    ...(parameter && { parameter }),
    ...(sent && { request: sent }),
    ...(received && { response: received }),
    ...(evidence && { evidence }),
  }
}

/** A message as it went over the wire: first line, headers, body. */
function startOf(message: Json | undefined): string | undefined {
  if (!message) return undefined
  const first = [message.method, message.target, message.protocol, message.statusCode, message.reasonPhrase]
  const headers = Object.entries(asObject(message?.headers) ?? {}).map(([name, value]) => `${name}: ${value}`)
  const lines = [
    first.filter((part) => typeof part === 'string' || typeof part === 'number').join(' '),
    ...headers,
  ]
  const body = asText(asObject(message?.body)?.text)
  return [...lines, ...(body === undefined ? [] : ['', body])].join('\n').trim() || undefined
}
