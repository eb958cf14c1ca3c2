import type { AssetClaim } from '../../model/asset.ts'
import type { Endpoint, Resource } from '../../model/observation.ts'
import type { ReportHeader } from '../contract.ts'
import { isWebAddress, newHost, newSite } from './web-address.ts'

export interface HostPort {
  host: string
  /** 0 and none: the host itself. */
  port?: number | undefined
  /** `tcp` where the report does not say. */
  protocol?: string | undefined
  /** Web address, where the report has one. */
  url?: string | undefined
}

/**
 * Where a network scanner found something. The resource is what makes two findings of one check the same: on one port there may be
 * many of one weakness, which an address alone would make one.
 */
export function hostPlace({ host, port, protocol, url }: HostPort): {
  endpoint?: Endpoint
  resource: Resource
} {
  const name = host.trim()
  const layer = protocol?.trim().toLowerCase() || 'tcp'
  if (!port) return { ...(url && { endpoint: { url } }), resource: { address: name, type: 'host' } }
  const authority = `${name.includes(':') ? `[${name}]` : name}:${port}`
  return {
    endpoint: { url: url ?? `${layer}://${authority}` },
    resource: { address: `${authority}/${layer}`, type: 'service' },
  }
}

/** A port's number; undefined for none, 0, `general` and what is no port. */
export function portIn(value: string | number | undefined): number | undefined {
  const number = Number(/^\s*(\d{1,5})\b/.exec(String(value ?? ''))?.[1])
  return number > 0 && number < 65_536 ? number : undefined
}

/**
 * The hosts of one scan. Each is a target of its own, so that a scan of other hosts closes nothing on it, and an asset.
 */
export class HostScopes {
  readonly #header: ReportHeader
  readonly #known = new Set<string>()
  #current: string | undefined

  constructor(header: ReportHeader) {
    this.#header = header
  }

  /**
   * Turns to a host: what follows is about it. `attributes` are told when it is named for the first time; `target` is what the scan
   * looked at, where that is only a part of the host.
   */
  *enter(
    host: string,
    attributes: Record<string, string | undefined> = {},
    target = host,
  ): Generator<ReportHeader | AssetClaim> {
    const name = target.trim()
    if (name !== this.#current) yield { ...this.#header, ...(name && { target: name }) }
    this.#current = name
    yield* (isWebAddress(host) ? newSite : newHost)(host, this.#known, attributes)
  }

  /** The header of a scan that named no host. */
  *end(): Generator<ReportHeader> {
    if (this.#current === undefined) yield this.#header
  }
}
