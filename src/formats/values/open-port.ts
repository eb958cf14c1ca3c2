import type { Observation } from '../../model/observation.ts'
import { observe } from './observe.ts'
import { type HostPort, hostPlace } from './scanned-host.ts'

interface OpenPort extends HostPort {
  /** What the scanner takes the service for: `ssh`. */
  service?: string | undefined
}

/** A port that a scanner found open: inventory, so that what must not be reachable is seen. One rule for all scanners. */
export function openPort(
  at: OpenPort,
  said: { raw: string } & Partial<Pick<Observation, 'description' | 'component' | 'seenAt' | 'tags'>>,
): Observation {
  const { port, protocol = 'tcp', service } = at
  const name = `Port ${port ?? 0}/${protocol.toLowerCase()} is open`
  return observe({
    kind: 'runtime',
    rule: 'open-port',
    title: service ? `${name}: ${service}` : name,
    severity: 'info',
    ...hostPlace(at),
    ...said,
    tags: [...new Set([...(service ? [service] : []), ...(said.tags ?? [])])],
  })
}
