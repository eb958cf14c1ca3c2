import type { Endpoint } from '../../model/observation.ts'
import { messageOf } from '../values/http-message.ts'
import { addressAt } from '../values/web-address.ts'
import type { Message, Vulnerability } from './schema.ts'

/** The request that showed a weakness of a running application. */
export function endpointOf({ location, evidence }: Vulnerability): Endpoint | undefined {
  const url = evidence?.request?.url ?? addressAt(location?.hostname, location?.path)
  if (url === undefined) return undefined
  const messages = (evidence?.supporting_messages ?? []).map(shortOf).filter(Boolean)
  return {
    url: addressAt(location?.hostname, location?.path) ?? url,
    method: location?.method ?? evidence?.request?.method,
    parameter: location?.param,
    request: evidence && requestOf(evidence, url),
    response: evidence && responseOf(evidence),
    evidence: [evidence?.summary, ...messages].filter(Boolean).join('\n') || undefined,
  } as Endpoint
}

const headersOf = (headers: { name?: string | undefined; value?: string | undefined }[]): string[] =>
  headers.map(({ name, value }) => `${name ?? ''}: ${value ?? ''}`)

function requestOf({ request }: Message, url: string): string | undefined {
  if (!request) return undefined
  const head = [`${request.method ?? 'GET'} ${url}`, ...headersOf(request.headers)].join('\n')
  return messageOf(head, request.body)
}

function responseOf({ response }: Message): string | undefined {
  if (!response) return undefined
  const { status_code: status, reason_phrase: reason, headers, body } = response
  return messageOf([[status, reason].filter(Boolean).join(' '), ...headersOf(headers)].join('\n'), body)
}

/** A message that the found one is compared with. */
function shortOf({ name, request, response }: Message): string {
  const asked = request && `${request.method ?? 'GET'} ${request.url ?? ''}`
  const answered = response && [response.status_code, response.reason_phrase].filter(Boolean).join(' ')
  return [name, asked, answered].filter(Boolean).join(': ')
}
