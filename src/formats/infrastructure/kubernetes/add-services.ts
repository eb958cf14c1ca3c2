import type { Exposure } from '../../../model/application.ts'
import { type Draft, endOf } from '../draft.ts'
import { at, listOf, type PlainRecord, pairsOf, recordOf, textOf, textsOf } from '../plain.ts'
import { nearest, type Running, selects } from './add-workloads.ts'
import type { Manifest } from './manifest.ts'
import { addressOf, byNamespace, groupOf, kindOf, namespaceOf, placeIn } from './names.ts'
import { INTERNAL_ANNOTATIONS, RANGE_ANNOTATIONS } from './vocabulary.ts'

/** A service with what stands behind it. */
export interface Served {
  manifest: Manifest
  end: string
  targets: Running[]
}

/** Adds services, what they select, and the internet in front of those that a load balancer opens. */
export function addServices(
  manifests: readonly Manifest[],
  running: readonly Running[],
  draft: Draft,
): Served[] {
  const services = manifests.filter((one) => kindOf(one) === 'Service' && groupOf(one.object) === '')
  const near = byNamespace(running)
  return services.map((manifest) => {
    const spec = recordOf(manifest.object.spec)
    const type = textOf(spec.type) ?? 'ClusterIP'
    const ports = listOf(spec.ports).flatMap((one) => textOf(at(one, 'port')) ?? [])
    const seen = reachOf(manifest, type, ports)
    const item = draft.item({
      kind: 'service',
      name: addressOf(manifest),
      type: 'Service',
      provider: 'kubernetes',
      file: manifest.file,
      line: manifest.line,
      ...seen,
      attributes: {
        ...manifest.origin,
        serviceType: type,
        ...(ports.length > 0 ? { ports: ports.join(', ') } : {}),
        ...(textOf(spec.externalName) ? { externalName: textOf(spec.externalName) as string } : {}),
      },
    })
    const end = endOf(item)
    if (seen.exposure === 'internet' || seen.exposure === 'partner')
      draft.link(
        'internet:',
        'calls',
        end,
        `${placeIn(manifest, type)} ${seen.exposedBy}`,
        manifest.confidence,
      )
    const { found, sure } = nearest(
      manifest,
      (near.get(namespaceOf(manifest)) ?? []).filter((one) => selects(spec.selector, one.labels)),
    )
    for (const target of found)
      draft.link(
        end,
        'exposes',
        target.end,
        `${placeIn(manifest)} selector ${pairsOf(spec.selector)
          .map(([key, value]) => `${key}=${value}`)
          .join(', ')}`,
        manifest.confidence * (sure ? 1 : 0.8),
      )
    return { manifest, end, targets: found }
  })
}

function reachOf(
  manifest: Manifest,
  type: string,
  ports: readonly string[],
): { exposure: Exposure; exposedBy: string } {
  const onPorts = ports.length > 0 ? ` on port ${ports.join(', ')}` : ''
  if (type !== 'LoadBalancer') return { exposure: 'internal', exposedBy: `type ${type}${onPorts}` }
  const annotations = recordOf(at(manifest.object, 'metadata', 'annotations'))
  const inside = keptInside(annotations)
  if (inside) return { exposure: 'internal', exposedBy: `type LoadBalancer, ${inside}` }
  const ranges = [
    ...textsOf(at(manifest.object, 'spec', 'loadBalancerSourceRanges')),
    ...rangesIn(annotations),
  ]
  const narrowed = narrowedTo(ranges)
  return narrowed
    ? { exposure: narrowed, exposedBy: `type LoadBalancer${onPorts} for ${ranges.join(', ').slice(0, 200)}` }
    : { exposure: 'internet', exposedBy: `type LoadBalancer${onPorts}` }
}

/** The annotation that keeps a load balancer inside, as words; undefined where none does. */
export function keptInside(annotations: PlainRecord): string | undefined {
  for (const [key, value] of pairsOf(annotations))
    if (INTERNAL_ANNOTATIONS.get(key)?.test(value)) return `${key}: ${value}`
  return undefined
}

export const rangesIn = (annotations: PlainRecord): string[] =>
  RANGE_ANNOTATIONS.flatMap((key) => textOf(annotations[key])?.split(/[\s,]+/) ?? []).filter(Boolean)

const PRIVATE =
  /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i

/** How far ranges of addresses reach: undefined = everywhere (or none are named), private ones internal, all others partner. */
export function narrowedTo(ranges: readonly string[]): Exposure | undefined {
  if (ranges.length === 0 || ranges.some((one) => /^(?:0\.0\.0\.0|::)\/0$/.test(one))) return undefined
  return ranges.every((one) => PRIVATE.test(one)) ? 'internal' : 'partner'
}
