import type { NodeRef } from '../../model/estate.ts'
import { isPublicAddress } from '../infrastructure/public-address.ts'
import type { SeenRequest } from '../traffic/request.ts'
import { type Span, said } from './span.ts'

const READS =
  /^(?:select|get|mget|hget|hgetall|find|findone|query|scan|count|aggregate|search|exists|read|show|describe|fetch)/i

/** Something that a span's service uses and that sends no spans itself. */
export interface Used {
  to: NodeRef
  kind: 'reads' | 'writes'
  attributes: Record<string, string>
}

/** The store or queue that a span talks to. Statements and messages stay where they are: only the kind of access is told. */
export function usedBy({ attributes, kind }: Span): Used | undefined {
  const host = hostOf(attributes)
  const system = said(attributes, 'db.system.name', 'db.system', 'db.type')
  if (system) {
    const operation =
      said(attributes, 'db.operation.name', 'db.operation', 'db.query.text', 'db.statement') ?? ''
    const database = said(attributes, 'db.namespace', 'db.name', 'db.instance')
    return {
      to: { kind: 'data-store', name: `${system}/${host ?? database ?? 'unknown'}` },
      kind: READS.test(operation.trim()) ? 'reads' : 'writes',
      attributes: { engine: system, ...(host ? { host } : {}), ...(database ? { database } : {}) },
    }
  }
  const queue = said(attributes, 'messaging.system')
  const destination = said(
    attributes,
    'messaging.destination.name',
    'messaging.destination',
    'message_bus.destination',
  )
  if (!queue || (!destination && !host)) return undefined
  const takes =
    kind === 'consumer' ||
    /^(?:receive|process|settle)$/.test(
      said(attributes, 'messaging.operation.type', 'messaging.operation') ?? '',
    )
  return {
    to: { kind: 'queue', name: `${queue}/${destination ?? host}` },
    kind: takes ? 'reads' : 'writes',
    attributes: { engine: queue, ...(host ? { host } : {}) },
  }
}

/** Where a call goes: a name without its port. */
export function hostOf(attributes: ReadonlyMap<string, string>): string | undefined {
  const url = said(attributes, 'url.full', 'http.url')
  const host =
    said(attributes, 'server.address', 'net.peer.name', 'http.host', 'peer.hostname') ??
    (url && URL.canParse(url) ? new URL(url).hostname : undefined) ??
    said(attributes, 'peer.service', 'net.sock.peer.addr', 'net.peer.ip')
  return host?.replace(/:\d+$/, '').toLowerCase()
}

/** Somebody else's system, by the name that a call goes to. */
export const thirdParty = (host: string | undefined): host is string =>
  host !== undefined && /[a-z]/i.test(host) && host.includes('.') && isPublicAddress(host)

/** The request that a server's span answers; undefined for all else. */
export function requestOf({ kind, attributes, at, name }: Span): SeenRequest | undefined {
  if (kind !== 'server') return undefined
  const method = said(attributes, 'http.request.method', 'http.method')?.toUpperCase()
  const target = said(attributes, 'url.path', 'http.target', 'url.full', 'http.url')
  // Names of spans are `GET /orders/:id` where the framework knows the route.
  const named = /^[A-Z]{3,7} (\/\S*)$/.exec(name)?.[1]
  const path = said(attributes, 'http.route') ?? (target && pathOf(target)) ?? named
  if (!method || !path) return undefined
  const status = Number(said(attributes, 'http.response.status_code', 'http.status_code'))
  return {
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    status: Number.isInteger(status) && status >= 100 ? status : undefined,
    at,
    shown: said(attributes, 'enduser.id', 'user.id') ? ['signed-in user'] : [],
  }
}

const pathOf = (target: string): string | undefined =>
  target.startsWith('/') ? target : URL.canParse(target) ? new URL(target).pathname : undefined
