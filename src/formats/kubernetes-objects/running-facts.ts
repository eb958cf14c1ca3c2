import type { Link } from '../../model/infrastructure.ts'
import type { Draft } from '../infrastructure/draft.ts'
import { imageName } from '../infrastructure/images/image-name.ts'
import type { Manifest } from '../infrastructure/kubernetes/manifest.ts'
import { addressOf, kindOf } from '../infrastructure/kubernetes/names.ts'
import { at, listOf, textOf, textsOf } from '../infrastructure/plain.ts'
import { isPublicAddress } from '../infrastructure/public-address.ts'
import type { ClusterObjects } from './cluster-objects.ts'

/** Corrects what an object's kind makes believe by the addresses that it really got. */
export function openByStatus(manifests: readonly Manifest[], draft: Draft): void {
  for (const manifest of manifests) {
    const end = ['service', 'ingress', 'gateway']
      .map((kind) => `${kind}:${addressOf(manifest)}`)
      .find((one) => draft.find(one))
    const item = end === undefined ? undefined : draft.find(end)
    if (!item || end === undefined) continue
    const given = addressesOf(manifest)
    if (given.length > 0) item.attributes.addresses = given.slice(0, 20).join(', ')
    const open = given.filter(isPublicAddress)
    if (open.length > 0 && isEntrance(manifest) && !isNarrowed(manifest)) {
      draft.expose(end, 'internet', `address ${open[0]}`)
      if (item.exposure === 'internet')
        draft.link('internet:', 'calls', end, `${addressOf(manifest)} address ${open[0]}`, 1)
    } else if (given.length > 0 && open.length === 0 && item.exposure === 'internet')
      draft.narrow(end, 'internal', `only inner addresses: ${given.slice(0, 3).join(', ')}`)
  }
}

/** Whether its addresses are its own: a ClusterIP service has none, and an ingress that somebody else answers for says his. */
const isEntrance = (manifest: Manifest): boolean =>
  kindOf(manifest) !== 'Service' ||
  textOf(at(manifest.object, 'spec', 'type')) === 'LoadBalancer' ||
  textsOf(at(manifest.object, 'spec', 'externalIPs')).length > 0

const isNarrowed = ({ object }: Manifest): boolean =>
  textsOf(at(object, 'spec', 'loadBalancerSourceRanges')).length > 0

function addressesOf({ object }: Manifest): string[] {
  const balancer = listOf(at(object, 'status', 'loadBalancer', 'ingress'))
  const found = [
    ...balancer.flatMap((one) => textOf(at(one, 'hostname')) ?? textOf(at(one, 'ip')) ?? []),
    ...listOf(at(object, 'status', 'addresses')).flatMap((one) => textOf(at(one, 'value')) ?? []),
    ...textsOf(at(object, 'spec', 'externalIPs')),
  ]
  return [...new Set(found)]
}

/** A way from the internet that turned out to lead nowhere is none. */
export const isReachable = ({ from, to }: Link, draft: Draft): boolean => {
  const exposure = draft.find(to)?.exposure
  return from !== 'internet:' || exposure === 'internet' || exposure === 'partner' || exposure === undefined
}

/** Adds what pods show: how many run, where, and the digests of what they were started from. */
export function addRunningFacts(objects: ClusterObjects, draft: Draft): void {
  const counts = new Map<string, number>()
  const digests = new Map<string, Set<string>>()
  for (const { owner, running, images } of objects.pods) {
    if (running) counts.set(owner, (counts.get(owner) ?? 0) + 1)
    for (const { reference, digest } of images) {
      if (!digest) continue
      for (const end of [`image:${imageName(reference)}`, ...ends(owner)])
        if (draft.find(end)) digests.set(end, (digests.get(end) ?? new Set()).add(digest))
    }
  }
  for (const [owner, count] of counts)
    for (const end of ends(owner)) {
      const item = draft.find(end)
      if (item) item.attributes.running = String(count)
    }
  for (const [end, all] of digests) {
    const item = draft.find(end)
    if (!item) continue
    if (item.kind === 'image' && all.size === 1) item.attributes.digest ??= [...all][0] as string
    item.attributes.digests = [...all].slice(0, 10).join(', ')
  }
}

/** A workload that runs a known store or queue is that. */
const ends = (address: string): string[] =>
  ['workload', 'data-store', 'queue'].map((kind) => `${kind}:${address}`)
