import type { Observation } from '../../model/observation.ts'
import { observe } from './observe.ts'

/** What a content discovery tool says of an address that answered. Numbers may be text. */
export interface FoundAddress {
  url: string
  method?: string | undefined
  status?: string | number | undefined
  /** Bytes, or the tool's words for them. */
  size?: string | number | undefined
  contentType?: string | undefined
  redirect?: string | undefined
  parameter?: string | undefined
  request?: string | undefined
  /** Further `name: value` lines. */
  facts?: string[]
  seenAt?: string | undefined
  raw: string
}

/** An address that answered is inventory: these tools have no checks, and no severity but this. */
export function foundAddress(found: FoundAddress): Observation {
  const { url, status, size } = found
  const facts = [
    status !== undefined && `Status: ${status}`,
    size !== undefined && `Size: ${size}`,
    found.contentType && `Content type: ${found.contentType}`,
    found.redirect && `Redirects to: ${found.redirect}`,
    ...(found.facts ?? []),
  ]
  return observe({
    kind: 'web',
    rule: 'found-address',
    title: `Found ${pathOf(url)}${status === undefined ? '' : ` (${status})`}`,
    severity: 'info',
    endpoint: {
      url,
      method: found.method,
      parameter: found.parameter,
      request: found.request,
      evidence: facts.filter(Boolean).join('\n') || undefined,
    },
    seenAt: found.seenAt,
    raw: found.raw,
  })
}

const pathOf = (url: string): string => /^[a-z]+:\/\/[^/]*(\/.*)$/i.exec(url)?.[1] ?? url
