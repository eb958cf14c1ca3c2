import type { Endpoint } from '../../model/observation.ts'
import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { methodIn } from '../values/http-message.ts'
import { addressAt, isWebAddress, originOf } from '../values/web-address.ts'
import type { Surroundings } from './surroundings.ts'

/** The requests of an issue's variants, one for each place that they were sent to; none for issues of code. */
export function endpointsOf(issue: Node, around: Surroundings): Endpoint[] {
  const technology = textOf(issue, 'technology')
  const entity = around.entities.get(refOf(issue, 'entity') ?? '')
  const url =
    textOf(around.urls.get(refOf(issue, 'url') ?? ''), 'name') ??
    textOf(issue, 'location') ??
    textOf(entity, 'url-name')
  const variants = childrenOf(child(issue, 'variant-group'), 'item')
  const messages = variants.map(messagesOf).filter(({ request }) => request !== undefined)
  if (technology !== 'DAST' && messages.length === 0 && !isWebAddress(url)) return []
  const parameter = parameterOf(issue, entity)
  const method = child(issue, 'url')?.attributes.original_request_method
  const found = new Map<string, Endpoint>()
  for (const { request, response } of messages) {
    const endpoint = {
      url: url ?? addressIn(request, around.header.target) ?? '/',
      method: methodIn(request) ?? method,
      parameter,
      request,
      response,
    }
    const key = url ?? `${endpoint.method} ${endpoint.url.split('?')[0]}`
    if (!found.has(key)) found.set(key, endpoint)
  }
  if (found.size > 0) return [...found.values()]
  return url ? [{ url, method, parameter }] : []
}

const refOf = (issue: Node, name: string): string | undefined => textOf(child(issue, name), 'ref')

/** A variant's request with the response behind it. */
function messagesOf(variant: Node): { request: string | undefined; response: string | undefined } {
  const traffic = textOf(variant, 'test-http-traffic') ?? textOf(variant, 'original-http-traffic')
  // A request may break its first line before the protocol.
  const at = traffic?.search(/^HTTP\/\d(?:\.\d)? \d{3}/m) ?? -1
  if (traffic === undefined || at < 0) return { request: traffic, response: undefined }
  return { request: traffic.slice(0, at).trim() || undefined, response: traffic.slice(at) }
}

/** A request's own address, on the site that was scanned where it went to its host: a request does not say its scheme. */
function addressIn(request: string | undefined, site: string | undefined): string | undefined {
  const head = request?.slice(0, 8192) ?? ''
  const path = /^\s*[A-Z]+ (\S+)/.exec(head)?.[1]
  const host = /^Host:\s*(\S+)/im.exec(head)?.[1]
  const origin = originOf(site)
  return addressAt(host && origin && new URL(origin).host === host ? origin : undefined, path)
}

const CARRIERS = /^(?:parameter|cookie|header)/i

function parameterOf(issue: Node, entity: Node | undefined): string | undefined {
  if (entity) return CARRIERS.test(textOf(entity, 'entity-type') ?? '') ? textOf(entity, 'name') : undefined
  return CARRIERS.test(textOf(issue, 'element-type') ?? '') ? textOf(issue, 'element') : undefined
}
