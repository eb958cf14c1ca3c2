import type { AssetClaim } from '../../model/asset.ts'
import type { Observation, Resource } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Element } from '../syntax/ndjson.ts'
import { byWord } from '../values/by-word.ts'
import { imageClaim } from '../values/image-reference.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Detection } from './event.ts'

/** Signatures count from 0 to 3 (and 4 since 0.20); the protocol writes the words. */
const SEVERITY: Record<string, Severity> = byWord({
  0: 'info',
  1: 'low',
  2: 'medium',
  3: 'high',
  4: 'critical',
  info: 'info',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
})

export function observationOf(found: Detection, { text }: Element): Observation {
  return observe({
    kind: 'runtime',
    rule: found.rule,
    title: found.title,
    description: descriptionOf(found),
    severity: SEVERITY[found.severity?.toLowerCase() ?? ''] ?? 'unknown',
    toolSeverity: found.severity,
    resource: resourceOf(found),
    seenAt: timeOf(found.time),
    tags: [...new Set(found.tags)],
    raw: text,
  })
}

const LONGEST_FACT = 500

function descriptionOf(found: Detection): string | undefined {
  const facts = found.facts.flatMap(([name, value]) => {
    const said = typeof value === 'string' ? value : JSON.stringify(value)
    return name && said && said !== 'null' ? [`${name}: ${said.slice(0, LONGEST_FACT).toWellFormed()}`] : []
  })
  const process = found.process && `Process: ${found.process}`
  return [found.description, process, facts.join('\n')].filter(Boolean).join('\n\n') || undefined
}

const podOf = ({ pod, namespace }: Detection): string | undefined =>
  kubernetesAddress({ kind: 'Pod', namespace, name: pod })

function resourceOf(found: Detection): Resource | undefined {
  const known: [string | undefined, string][] = [
    [podOf(found), 'pod'],
    [found.container, 'container'],
    [found.host, 'host'],
  ]
  const [address, type] = known.find(([name]) => name) ?? []
  return address ? { address, ...(type && { type }) } : undefined
}

export function claimsOf(found: Detection): AssetClaim[] {
  const pod = podOf(found)
  const digest = /sha256:[0-9a-f]{64}/.exec(found.imageDigest ?? '')?.[0]
  return [
    ...(found.image ? [imageClaim(found.image, { digest })] : []),
    ...(pod ? [{ type: 'asset' as const, kind: 'workload' as const, name: pod }] : []),
    ...(found.host ? [{ type: 'asset' as const, kind: 'host' as const, name: found.host }] : []),
  ]
}

/** Nanoseconds since 1970, or since the machine started, which say no time. */
function timeOf(time: unknown): string | undefined {
  if (typeof time !== 'number') return isoTime(time)
  if (time > 1e17) return isoTime(Math.floor(time / 1e6))
  return time > 1e9 && time < 1e11 ? isoTime(time) : undefined
}
