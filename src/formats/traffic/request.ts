import { routeTemplate } from '../../model/route-template.ts'

/** A request that was answered, as a recording or a log tells it. */
export interface SeenRequest {
  method: string
  /** Path, with a query or without; `/orders/17?x=1`. */
  path: string
  host?: string | undefined
  status?: number | undefined
  /** ISO 8601. */
  at?: string | undefined
  /** What the caller showed: `Authorization header`, `cookie`, `remote user`. Never its value. */
  shown?: readonly string[] | undefined
}

/** Methods that call something; a browser asks with OPTIONS before it does. */
export const METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'QUERY',
])

/** Names, addresses, dates and tokens in a path: what a caller puts in, and people's data. */
const PUT_IN = /[@%=;,:!$|~]|^\d{4}-\d{2}(?:-\d{2})?$|^.{41,}$|^[A-Za-z]{0,8}[-_]?\d{3,}$|\.\./

const MOST_SEGMENTS = 20

/** `/orders/17?x=1` → `/orders/{id}`. Queries and fragments are dropped, so are tokens in the path. */
export function templateOf(path: string): string {
  const bare = /^[^?#]*/.exec(path)?.[0] ?? ''
  const segments = bare
    .split('/')
    .slice(0, MOST_SEGMENTS + 1)
    .map((segment) => (PUT_IN.test(segment) ? '{id}' : segment))
  const template = routeTemplate(segments.join('/').replace(/\/{2,}/g, '/'))
  return template.startsWith('/') ? template : `/${template}`
}

/** Files that a page is made of: a path to one is no endpoint. */
export const isStatic = (path: string): boolean =>
  /\.(?:js|mjs|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|eot|otf|mp[34]|webm|webmanifest|txt)$/i.test(
    /^[^?#]*/.exec(path)?.[0] ?? '',
  )
